/** A call survives the reload of its agent's page: the customer hears music, the new phone takes the old seat (design §2). */
import type { Ending } from '@zuoxi/contracts';
import { phoneToReturn } from '../mobile';
import type { Agent, Call } from '../model';
import { heldRoom, runningFlow, seat } from '../seating';
import { alive, customerLeg, isAgent, livingLegs } from '../leg';
import { returnSound } from '../sounds';
import type { Turn } from '../turn';
import { endCall } from './ending';
import { cutShort } from './flow';
import { endLeg } from './leg-end';
import { queueOf, requeue } from './offers';
import { dialOwn, ownLeg } from './own-leg';
import { idle } from './wrap-up';

/** Measured: a reload registers again within 2-5 s; a slow office machine gets four times that. */
export const returnMs = 20_000;

export function awaitReturn(turn: Turn, call: Call, agent: Agent): void {
  const other = customerLeg(call) ?? livingLegs(call)[0];
  if (!other) return endCall(turn, call, { cause: 'lost', owner: 'agent' });
  const seated =
    heldRoom(call) || runningFlow(call) ? call : seat(call, [other.id], returnSound(turn, queueOf(turn, call)), turn.now);
  turn.putCall({ ...seated, returning: { agent: agent.id, until: turn.now + returnMs } });
  dialBack(turn, agent);
}

/** Dials the agent's phone again if it is there; called when the page is new and when the phone registers. */
export function dialBack(turn: Turn, agent: Agent): void {
  const { activity } = agent;
  const call = activity.kind === 'talking' ? turn.call(activity.call) : undefined;
  const own = call?.legs.filter((l) => isAgent(l.party, agent.id)) ?? [];
  if (!call?.returning || own.some(alive)) return;
  const last = own.at(-1);
  // a mobile that does not answer again is not asked a third time
  const phone = phoneToReturn(turn.world, agent, last?.line !== undefined && last.answeredAt !== null);
  if (!phone) return;
  const leg = ownLeg(turn, agent.id, phone);
  turn.putCall({ ...call, legs: [...call.legs, leg] });
  turn.putAgent({ ...agent, activity: { kind: 'talking', call: call.id, leg: leg.id } });
  turn.tell(call.tenant, { type: 'leg.started', call: call.id, leg: leg.id, party: leg.party });
  dialOwn(turn, call, leg, agent.id, phone, true);
}

/** Nobody came back: a caller of a queue goes back to its head, any other call ends. */
export function returnFailed(turn: Turn, call: Call): void {
  const agent = call.returning && turn.agent(call.returning.agent);
  const lost: Ending = { cause: 'lost', owner: 'agent' };
  const agents = livingLegs(call).filter((l) => l.party.kind === 'agent');
  const waits = cutShort(turn, { ...agents.reduce((left, leg) => endLeg(turn, left, leg, lost), call), returning: null });
  if (!call.queue || !customerLeg(waits)) return endCall(turn, waits, lost);
  if (agent) turn.putAgent(idle(agent));
  requeue(turn, turn.putCall(waits));
}
