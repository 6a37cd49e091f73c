/** Does what a run asks for, whichever page is looked at: asks whom to call, dials, keeps the countdown. A reloaded page goes on where it was. */
import type { Host, Live, Readable, Store } from '@zuoxi/plugin/ui';
import type { MyCampaign } from '../src/contract';
import type { Campaigns } from './client';
import type { Dialer } from './dialer';
import { begin, customerOf, move, type Run, type RunInput } from './run';

type Parts = {
  live: Pick<Live, 'state' | 'whyNoCall'>;
  failureOf: Host['failureOf'];
  campaigns: Pick<Campaigns, 'next'>;
  dialer: Pick<Dialer, 'dial'>;
  run: Store<Run | null>;
  /** opens the card */
  open: (campaign: string, customer: string) => void;
  clock: () => number;
};

export class Runner {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** a question or a call of ours is on its way: the view of before says nothing about it */
  private busy = false;

  constructor(private readonly parts: Parts) {}

  /** A run of before the page was loaded goes on. Returns how to end. */
  begin(): () => void {
    const end = this.parts.live.state.subscribe(() => this.follow());
    this.follow();
    return () => {
      end();
      clearTimeout(this.timer);
    };
  }

  get state(): Readable<Run | null> {
    return this.parts.run;
  }

  start(campaign: MyCampaign): void {
    this.set(begin(campaign, this.able(), this.parts.clock()));
  }

  /** The call in hand goes on. */
  stop(): void {
    this.set(null);
  }

  /** CMP-12 */
  extend(): void {
    this.hear({ on: 'extend' });
  }

  next(): void {
    this.hear({ on: 'next', able: this.able() });
  }

  /** CMP-16: the contact record is saved. */
  written(customer: string): void {
    this.hear({ on: 'written', customer, able: this.able() });
  }

  /** A break stops the dialling as it stops calls that come. */
  private able(): boolean {
    const { state, whyNoCall } = this.parts.live;
    return state.get().view?.intent.kind === 'ready' && whyNoCall() === null;
  }

  private follow(): void {
    const { view, up } = this.parts.live.state.get();
    if (this.busy || !up || !view) return;
    const engaged = view.activity.kind === 'talking' || view.activity.kind === 'offered';
    if (!engaged) this.hear({ on: 'callOver', now: this.parts.clock() });
    this.hear({ on: 'able', able: this.able() });
    this.act();
  }

  private hear(input: RunInput): void {
    const run = this.parts.run.get();
    if (run) this.set(move(run, input));
  }

  private set(run: Run | null): void {
    const before = this.parts.run.get();
    if (run === before) return;
    this.parts.run.set(run);
    this.act();
  }

  private act(): void {
    const run = this.parts.run.get();
    clearTimeout(this.timer);
    if (run?.step.kind === 'countdown') {
      const { until } = run.step;
      const due = (): void => this.hear({ on: 'due', now: this.parts.clock(), able: this.able() });
      this.timer = setTimeout(due, Math.max(0, until - this.parts.clock()));
    }
    if (run?.step.kind === 'choosing' && !this.busy) void this.callNext(run);
  }

  private async callNext({ campaign }: Run): Promise<void> {
    const { campaigns, dialer, open, clock, run, failureOf } = this.parts;
    this.busy = true;
    try {
      const customer = await campaigns.next(campaign);
      this.hear({ on: 'chosen', customer, now: clock() });
      const now = run.get();
      if (customer === null || !now || customerOf(now) !== customer) return; // stopped meanwhile
      open(campaign, customer);
      await dialer.dial(customer);
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      this.hear({ on: 'failed', code: failure.key });
    } finally {
      this.busy = false;
      this.follow();
    }
  }
}
