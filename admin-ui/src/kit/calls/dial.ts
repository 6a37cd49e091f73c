import { dialable, PhoneNumber } from '@zuoxi/contracts';
import { CommandFailed } from '../../providers/live/command-failed';
import type { LiveClient } from '../../providers/live/client';
import type { ValueRef, WorkbenchClient } from '../../providers/workbench/client';

/** OUT-01: what was typed or pasted, punctuation and all. Rejects with CommandFailed. */
export async function dialNumber(live: Pick<LiveClient, 'do'>, typed: string): Promise<void> {
  const number = PhoneNumber.safeParse(dialable(typed));
  if (!number.success) throw new CommandFailed('numberInvalid');
  await live.do({ type: 'call.dial', number: number.data });
}

/** A number by where it stands: what has stars is whole on the server alone (D25). `first`: between finding it and dialling. Rejects with CommandFailed or RestError. */
export async function dialPlace(
  live: Pick<LiveClient, 'do'>,
  client: Pick<WorkbenchClient, 'sealed'>,
  place: ValueRef,
  first?: () => Promise<void>,
): Promise<void> {
  const token = await client.sealed(place);
  if (token === null) throw new CommandFailed('numberInvalid');
  await first?.();
  await live.do({ type: 'call.callBack', token });
}
