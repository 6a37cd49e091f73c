/** Calls a campaign's customer by where the number stands (D25), counts the attempt, and knows which call it became. */
import { CallId } from '@zuoxi/contracts';
import { z } from 'zod';
import { CommandFailed } from '../providers/live/command-failed';
import type { LiveClient } from '../providers/live/client';
import { until, type Store } from '../providers/store';
import type { WorkbenchClient } from '../providers/workbench/client';
import type { Campaigns } from './client';

/** The customer who was dialled last, and the call; null: the switch has not shown it. */
export const Dialled = z.object({ customer: z.string(), call: CallId.nullable() });
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
  constructor(private readonly parts: Parts) {}

  /** Resolves when the call is on its way and shown; rejects with CommandFailed or RestError. */
  async dial(customer: string): Promise<void> {
    const { live, client, campaigns, last } = this.parts;
    const token = await client.sealed({ type: 'campaign-customer', id: customer, field: 'number' });
    if (token === null) throw new CommandFailed('numberInvalid');
    await campaigns.dialled(customer); // before the call: a customer whose number fails is not the next one again at once
    const before = live.state.get().view?.call?.id ?? null;
    await live.do({ type: 'call.callBack', token });
    last.set({ customer, call: null });
    const shown = await until(live.state, ({ view }) => view?.call && view.call.id !== before && view.call.id, shownMs);
    last.set({ customer, call: shown });
  }
}
