/** Calls a campaign's customer by where the number stands (D25), counts the attempt, and knows which call it became. */
import { CallId } from '@zuoxi/contracts';
import type { Live, Store } from '@zuoxi/plugin/ui';
import { z } from 'zod';
import type { Campaigns } from './client';
import { customerType } from './customer-facts';

/** The customer who was called last, and the call; null: the switch has not shown it. */
export const Dialled = z.object({ customer: z.string(), call: CallId.nullable() });
export type Dialled = z.infer<typeof Dialled>;

type Parts = {
  live: Pick<Live, 'state' | 'callRow'>;
  campaigns: Pick<Campaigns, 'dialled'>;
  last: Store<Dialled | null>;
};

export class Dialer {
  constructor(private readonly parts: Parts) {}

  /** Resolves when the call is on its way and shown; rejects with what it was refused for. */
  async dial(customer: string): Promise<void> {
    const { live, campaigns, last } = this.parts;
    // counted before the call: a customer whose number fails is not the next one again at once
    const call = await live.callRow({ type: customerType, id: customer, field: 'number' }, () => campaigns.dialled(customer));
    last.set({ customer, call: call?.id ?? null });
  }

  /** The newest call about a customer is the one that the contact record names, dialled again by the call bar (ACW-14), too. Returns how to end. */
  follow(): () => void {
    const { live, last } = this.parts;
    return live.state.subscribe(() => {
      const now = live.state.get().view?.call;
      if (now?.subject?.type !== customerType || now.id === last.get()?.call) return;
      last.set({ customer: now.subject.id, call: now.id });
    });
  }
}
