/** What an agent works with on campaigns, outside the page: a run goes on and a draft stays whichever page is looked at. */
import { ContactStatus, CustomerStatus, DialMode } from '../src/contract';
import type { Host, Store, Typed } from '@zuoxi/plugin/ui';
import { z } from 'zod';
import { Campaigns } from './client';
import { Dialer, Dialled } from './dialer';
import { Run } from './run';
import { Runner } from './runner';

/** What is looked at; null: nothing chosen yet. */
const Shown = z.object({
  campaign: z.string().nullable(),
  status: CustomerStatus,
  customer: z.string().nullable(),
  /** of each campaign with several modes, the one that the agent chose (CMP-10) */
  modes: z.record(z.string(), DialMode),
});
export type Shown = z.infer<typeof Shown>;
const nothing: Shown = { campaign: null, status: 'unprocessed', customer: null, modes: {} };

/** A contact record that is being written; `followUpAt` as the browser's input has it, in its own time zone. */
const Draft = z.object({
  status: ContactStatus.nullable(),
  result: z.string().nullable(),
  remark: z.string(),
  followUpAt: z.string(),
});
export type Draft = z.infer<typeof Draft>;
export const emptyDraft: Draft = { status: null, result: null, remark: '', followUpAt: '' };

export class CampaignDesk {
  readonly rest: Campaigns;
  readonly dialer: Dialer;
  readonly runner: Runner;
  readonly shown: Store<Shown>;
  /** by customer */
  readonly drafts: Store<Readonly<Record<string, Draft>>>;
  readonly last: Store<Dialled | null>;
  /** what is typed into customers' forms: the next card may open before it is saved */
  private readonly typing = new Map<string, Store<Typed>>();

  constructor(private readonly host: Host) {
    const { live, failureOf } = host;
    this.rest = new Campaigns(host);
    this.shown = host.kept('shown', Shown, nothing);
    this.drafts = host.kept('drafts', z.record(z.string(), Draft), {});
    this.last = host.kept('dialled', Dialled.nullable(), null);
    this.dialer = new Dialer({ live, campaigns: this.rest, last: this.last });
    this.runner = new Runner({
      live,
      failureOf,
      campaigns: this.rest,
      dialer: this.dialer,
      run: host.kept('run', Run.nullable(), null),
      open: (campaign, customer) => this.shown.set((before) => ({ ...before, campaign, customer })),
      clock: () => Date.now(),
    });
  }

  /** In the background of the session; returns how to end. */
  start(): () => void {
    const ends = [this.dialer.follow(), this.runner.begin()];
    return () => ends.forEach((end) => end());
  }

  typingOf(customer: string): Store<Typed> {
    const held = this.typing.get(customer) ?? this.host.store<Typed>({});
    this.typing.set(customer, held);
    return held;
  }

  draft(customer: string, change: Partial<Draft> | null): void {
    this.drafts.set(({ [customer]: before = emptyDraft, ...others }) =>
      change === null ? others : { ...others, [customer]: { ...before, ...change } },
    );
  }
}
