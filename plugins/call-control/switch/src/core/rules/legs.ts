/** What phones report about running legs. A report about a leg that is nobody's is answered by hanging it up, and else ignored. */
import type { Ending, LegId } from '@zuoxi/contracts';
import { legOf, livingLegs, moveLeg, withLeg } from '../leg';
import type { Agent, Call, Key, Leg } from '../model';
import { heldRoom, runningFlow, seat, unseat } from '../seating';
import type { Turn } from '../turn';
import { dialOther, otherRings } from './dialing';
import { endCall } from './ending';
import { keyPressed } from './flow';
import { askToConfirm, confirmKey, mustConfirm } from './mobile';
import { offerFailed, unreachable } from './offers';
import { awaitReturn, dialBack } from './returning';
import { connect } from './talking';

function find(turn: Turn, id: LegId): { call: Call; leg: Leg } | undefined {
  const callId = turn.world.legs.get(id);
  const call = callId && turn.call(callId);
  const leg = call && legOf(call, id);
  return call && leg ? { call, leg } : undefined;
}

export function legRinging(turn: Turn, id: LegId, early: boolean): void {
  const found = find(turn, id);
  if (!found || found.leg.asked) return; // it was picked up already
  const leg = moveLeg(found.leg, { on: 'ringing', early }, turn.now);
  if (leg === found.leg) return;
  if (found.leg.state !== 'ringing') turn.tell(found.call.tenant, { type: 'leg.ringing', call: found.call.id, leg: id });
  const call = turn.putCall(withLeg(found.call, leg));
  if (leg.party.kind !== 'agent' || call.direction === 'internal') otherRings(turn, call, leg);
}

export function legAnswered(turn: Turn, id: LegId): void {
  const found = find(turn, id);
  // the caller was gone before the answer came: the phone that now talks to nobody is hung up (FreeSWITCH #2529)
  if (!found) return turn.act({ do: 'leg.end', leg: id, ending: { cause: 'cancelled', owner: 'system' } });
  if (found.leg.state === 'answered' || found.leg.state === 'ended' || found.leg.asked) return;
  if (mustConfirm(turn, found.call, found.leg)) return askToConfirm(turn, found.call, found.leg);
  answered(turn, found.call, found.leg);
}

/** ms between the two ways of one press: a key held long is an event only when it is let go */
const twinMs = 2_000;

/** The same press by the other way counts no more; the same key pressed twice counts twice, for each press has its own twin. */
function cameTwice(turn: Turn, { call, leg }: { call: Call; leg: Leg }, key: Key): boolean {
  const open = (leg.keys ?? []).filter((k) => key.at - k.at <= twinMs);
  const twin = open.find((k) => k.digit === key.digit && k.by !== key.by);
  turn.putCall(withLeg(call, { ...leg, keys: twin ? open.filter((k) => k !== twin) : [...open, key] }));
  return twin !== undefined;
}

/** The person at the mobile wants the call (STA-21, STA-22), or the customer answers a flow (CTL-25). */
export function legDigit(turn: Turn, id: LegId, digit: string, by: Key['by']): void {
  const found = find(turn, id);
  if (!found || cameTwice(turn, found, { digit, by, at: turn.now })) return;
  const leg = found.leg;
  const call = turn.call(found.call.id) ?? found.call;
  if (leg.party.kind !== 'agent') return keyPressed(turn, call, leg, digit);
  if (leg.asked && leg.state === 'ringing' && digit === confirmKey) answered(turn, call, leg);
}

/** Before it is answered it is the way in which early sound is offered, and no news. */
export function legHeld(turn: Turn, id: LegId, held: boolean): void {
  const found = find(turn, id);
  if (!found || (found.leg.held ?? false) === held || found.leg.state === 'ended') return;
  const { call, leg } = found;
  turn.putCall(withLeg(call, { ...leg, held }));
  if (leg.state === 'answered') turn.tell(call.tenant, { type: held ? 'leg.held' : 'leg.resumed', call: call.id, leg: id });
}

/** Nobody pressed the key while the question was asked: a voicemail box, or a person who does not want the call. */
export function notConfirmed(turn: Turn, id: LegId): void {
  const ending = { cause: 'noAnswer', owner: 'agent' } as const;
  turn.act({ do: 'leg.end', leg: id, ending });
  legEnded(turn, id, ending);
}

function answered(turn: Turn, before: Call, picked: Leg): void {
  const { id } = picked;
  const leg = moveLeg(picked, { on: 'answered' }, turn.now);
  turn.tell(before.tenant, { type: 'leg.answered', call: before.id, leg: id });
  const call = turn.putCall(withLeg(before, leg));
  if (call.toDial && leg.party.kind === 'agent') return dialOther(turn, call, leg);
  const other = livingLegs(call).find((l) => l.id !== id && l.state === 'answered');
  // back from a reload while the customer is held or in a flow: the seat is the same, the customer stays there (FreeSWITCH #1833)
  if (call.returning && (heldRoom(call) || runningFlow(call)))
    return void turn.putCall({ ...seat(call, [id], null, turn.now), returning: null });
  if (other) connect(turn, call, [other, leg]);
}

export function legEnded(turn: Turn, id: LegId, ending: Ending): void {
  const found = find(turn, id);
  if (!found) return;
  const leg = moveLeg(found.leg, { on: 'ended', ending }, turn.now);
  if (leg === found.leg) return;
  turn.tell(found.call.tenant, { type: 'leg.ended', call: found.call.id, leg: id, ending });
  const call = turn.putCall(unseat(withLeg(found.call, leg), id));
  const agent = leg.party.kind === 'agent' ? turn.agent(leg.party.agent) : undefined;
  if (agent && rings(agent, id) && livingLegs(call).length > 0) return offerFailed(turn, call, agent, id, ending);
  if (agent && call.returning?.agent === agent.id && leg.line) return dialBack(turn, agent); // the desk, if there is one
  if (agent && call.returning?.agent === agent.id) return unreachable(turn, agent); // dialled when it registers anew
  if (agent && ending.cause === 'lost' && call.talkingAt !== null && livingLegs(call).length > 0)
    return awaitReturn(turn, call, agent);
  endCall(turn, call, ending);
}

const rings = (agent: Agent, leg: LegId): boolean => agent.activity.kind === 'offered' && agent.activity.leg === leg;
