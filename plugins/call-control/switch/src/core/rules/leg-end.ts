/** We end a leg: the phone is told, the fact is told, and the seat is free at once. */
import type { Ending } from '@zuoxi/contracts';
import { alive, legOf, moveLeg, withLeg } from '../leg';
import type { Call, Leg } from '../model';
import { unseat } from '../seating';
import type { Turn } from '../turn';

/** The call without that leg; not stored yet. */
export function endLeg(turn: Turn, call: Call, leg: Leg, ending: Ending): Call {
  const current = legOf(call, leg.id);
  if (!current || !alive(current)) return call;
  turn.act({ do: 'leg.end', leg: leg.id, ending });
  turn.tell(call.tenant, { type: 'leg.ended', call: call.id, leg: leg.id, ending });
  return unseat(withLeg(call, moveLeg(current, { on: 'ended', ending }, turn.now)), leg.id);
}
