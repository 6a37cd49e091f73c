/** What an agent works with on campaigns, outside the page: a run goes on and a draft stays whichever page is looked at. */
import { ContactStatus, CustomerStatus, DialMode } from '@zuoxi/campaigns/contract';
import type { LoginReply } from '@zuoxi/contracts';
import { z } from 'zod';
import type { FormValues } from '../screens/form/values';
import { kept } from '../providers/kept';
import type { LiveClient } from '../providers/live/client';
import { Store, type Readable } from '../providers/store';
import type { Http } from '../providers/strapi/http';
import type { WorkbenchClient } from '../providers/workbench/client';
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

type Parts = {
  http: Http;
  live: Pick<LiveClient, 'state' | 'do'>;
  client: Pick<WorkbenchClient, 'sealed'>;
  session: Readable<LoginReply | null>;
  storage: Storage;
};

export class CampaignDesk {
  readonly rest: Campaigns;
  readonly dialer: Dialer;
  readonly runner: Runner;
  readonly shown: Store<Shown>;
  /** by customer */
  readonly drafts: Store<Readonly<Record<string, Draft>>>;
  readonly last: Store<Dialled | null>;
  /** what is typed into customers' forms: the next card may open before it is saved */
  private readonly typing = new Map<string, Store<FormValues>>();

  constructor({ http, live, client, session, storage }: Parts) {
    this.rest = new Campaigns(http);
    this.shown = kept(storage, 'zuoxi.campaigns', Shown, nothing);
    this.drafts = kept(storage, 'zuoxi.campaigns.drafts', z.record(z.string(), Draft), {});
    this.last = kept(storage, 'zuoxi.campaigns.dialled', Dialled.nullable(), null);
    const run = kept(storage, 'zuoxi.campaigns.run', Run.nullable(), null);
    this.dialer = new Dialer({ live, client, campaigns: this.rest, last: this.last });
    this.runner = new Runner({
      live,
      campaigns: this.rest,
      dialer: this.dialer,
      run,
      open: (campaign, customer) => this.shown.set((before) => ({ ...before, campaign, customer })),
      clock: () => Date.now(),
    });
    session.subscribe(() => session.get() || this.clear());
  }

  typingOf(customer: string): Store<FormValues> {
    const held = this.typing.get(customer) ?? new Store<FormValues>({});
    this.typing.set(customer, held);
    return held;
  }

  draft(customer: string, change: Partial<Draft> | null): void {
    this.drafts.set(({ [customer]: before = emptyDraft, ...others }) =>
      change === null ? others : { ...others, [customer]: { ...before, ...change } },
    );
  }

  /** The next person at this browser begins anew. */
  private clear(): void {
    this.runner.stop();
    this.shown.set(nothing);
    this.drafts.set({});
    this.typing.clear();
    this.last.set(null);
  }
}
