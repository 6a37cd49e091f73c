/** Calls a campaign's customer by where the number stands (D25), counts the attempt, and knows which call it became. */
import { CallId } from '@zuoxi/contracts';
import { z } from 'zod';
import { CommandFailed } from '../providers/live/command-failed';
import type { LiveClient } from '../providers/live/client';
import { until, type Store } from '../providers/store';
import type { WorkbenchClient } from '../providers/workbench/client';
import { whyNot } from '../kit/why-not';
import type { Campaigns } from './client';

/** The customer who was dialled last, and the call with its number as it is shown; null: the switch has not shown it. */
export const Dialled = z.object({ customer: z.string(), call: z.object({ id: CallId, number: z.string() }).nullable() });
export type Dialled = z.infer<typeof Dialled>;

type Parts = {
  live: Pick<LiveClient, 'state' | 'do'>;
  client: Pick<WorkbenchClient, 'sealed'>;
  campaigns: Pick<Campaigns, 'dialled'>;
  last: Store<Dialled | null>;
};

/** The view follows its command at once; a switch that died in between says nothing at all. */
const shownMs = 3_000;

export class Dialer {
  constructor(private readonly parts: Parts) {
    parts.live.state.subscribe(() => this.follow());
  }

  /** Resolves when the call is on its way and shown; rejects with CommandFailed or RestError. */
  async dial(customer: string): Promise<void> {
    const { live, client, campaigns, last } = this.parts;
    const no = whyNot(live.state.get(), 'call.callBack');
    if (no) throw new CommandFailed(no); // what the switch would refuse is no attempt
    const token = await client.sealed({ type: 'campaign-customer', id: customer, field: 'number' });
    if (token === null) throw new CommandFailed('numberInvalid');
    await campaigns.dialled(customer); // before the call: a customer whose number fails is not the next one again at once
    const before = live.state.get().view?.call?.id ?? null;
    await live.do({ type: 'call.callBack', token });
    last.set({ customer, call: null });
    const call = await until(live.state, ({ view }) => view?.call && view.call.id !== before && view.call, shownMs);
    last.set({ customer, call: call && { id: call.id, number: call.number } });
  }

  /** ACW-14: dialled again by the call bar, it is the newest call that the contact record is about. */
  private follow(): void {
    const { live, last } = this.parts;
    const now = live.state.get().view?.call;
    const dialled = last.get();
    if (!now || !dialled?.call || now.id === dialled.call.id) return;
    if (now.direction === 'outbound' && now.number === dialled.call.number)
      last.set({ ...dialled, call: { id: now.id, number: now.number } });
  }
}
