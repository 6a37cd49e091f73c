/** An agent calls out: own phone first, then the other side (OUT-09). Colleagues are reached by their agent number (OUT-17, OUT-18). */
import { dialable, echoNumber, numberForLog, numberKey } from '@zuoxi/contracts';
import type { AgentId, ErrorCode, LegId } from '@zuoxi/contracts';
import { livingLegs } from '../leg';
import { mayShow } from '../lines';
import { mobileOff, phoneToAnswer, phoneToDial } from '../mobile';
import type { Agent, Call, Dial, Leg } from '../model';
import type { Turn } from '../turn';
import { seat, seatAtEcho } from '../seating';
import { ringSound } from '../sounds';
import { emptyCall, trunkFull } from './call';
import { endCall } from './ending';
import { canRing } from './offers';
import { dialOwn, ownLeg } from './own-leg';

type Route = { dial: Dial; caller: string };

/** Where a dialled number leads and which of our numbers is shown; or why nowhere. */
export function routeOf(turn: Turn, agent: Agent, typed: string, caller?: string): Route | ErrorCode {
  const { directory } = turn.world;
  const number = dialable(typed);
  if (!/^\+?[0-9*#]+$/.test(number)) return 'numberInvalid';
  if (number === echoNumber) return { dial: { kind: 'echo' }, caller: directory.agents.get(agent.id)?.number ?? '' };
  const colleague = directory.byNumber.get(`${agent.tenant}/${number}`);
  if (colleague) {
    const record = turn.agent(colleague.id);
    if (colleague.id === agent.id || !record || !canRing(turn.world, record)) return 'notAllowed'; // OUT-20
    return { dial: { kind: 'agent', agent: colleague.id }, caller: directory.agents.get(agent.id)?.number ?? '' };
  }
  const callers = directory.callers.get(agent.tenant) ?? [];
  const chosen = caller === undefined ? callers[0] : callers.find((n) => numberKey(n.number) === numberKey(caller));
  if (!chosen) return 'noOutboundNumber'; // OUT-02
  const trunk = directory.trunks.get(chosen.trunk);
  return trunk && !trunkFull(turn.world, trunk)
    ? { dial: { kind: 'trunk', trunk: chosen.trunk, number }, caller: chosen.number }
    : 'noRoute';
}

/** A command of the workbench: the agent's own phone is dialled and answers by itself. */
export function dialOut(turn: Turn, agent: Agent, typed: string, caller?: string): void {
  const route = routeOf(turn, agent, typed, caller);
  if (typeof route === 'string') return turn.refuse(route);
  const { dial } = route;
  // a test call is there to try the desk's own sound (LOG-32)
  const trying = dial.kind === 'echo' ? { ...agent, mobile: mobileOff } : agent;
  const phone = phoneToDial(turn.world, trying, dial.kind === 'trunk' ? 1 : 0);
  if (!phone) return turn.refuse(agent.mobile.dialing ? 'noMobile' : 'phoneNotRegistered');
  const leg = ownLeg(turn, agent.id, phone);
  dialOwn(turn, begin(turn, agent, leg, route), leg, agent.id, phone, true);
}

/** The agent's desk phone dialled by itself: it is answered at once and hears our ringback. */
export function dialFrom(turn: Turn, id: AgentId, legId: LegId, dnis: string): void {
  const agent = turn.agent(id);
  const mayDial =
    agent && turn.world.directory.agents.get(id)?.mayDial && (agent.activity.kind === 'idle' || agent.activity.kind === 'wrapUp');
  const route = mayDial ? routeOf(turn, agent, dnis) : 'notAllowed';
  if (!agent || typeof route === 'string') {
    turn.notes.push(`refused leg ${legId}: agent ${id} may not dial ${numberForLog(dnis)}: ${route}`);
    return turn.act({
      do: 'leg.end',
      leg: legId,
      ending: { cause: route === 'numberInvalid' ? 'unknownNumber' : 'rejected', owner: 'system' },
    });
  }
  begin(turn, agent, { ...ownLeg(turn, id, { kind: 'desk', peer: 'phone' }), id: legId, way: 'in' }, route);
  turn.act({ do: 'leg.answer', leg: legId });
}

function begin(turn: Turn, agent: Agent, leg: Leg, { dial, caller }: Route): Call {
  const direction = dial.kind === 'trunk' ? 'outbound' : 'internal';
  const dnis = dialledNumber(turn, dial);
  const call = turn.putCall({
    ...emptyCall,
    id: turn.newCallId(),
    tenant: agent.tenant,
    direction,
    ani: caller,
    dnis,
    legs: [leg],
    toDial: dial,
    trunk: dial.kind === 'trunk' ? dial.trunk : null,
    startedAt: turn.now,
  });
  turn.tell(call.tenant, { type: 'call.started', call: call.id, direction, ani: caller, dnis, agent: agent.id });
  turn.tell(call.tenant, { type: 'leg.started', call: call.id, leg: leg.id, party: leg.party });
  turn.putAgent({ ...agent, activity: { kind: 'talking', call: call.id, leg: leg.id } });
  return call;
}

function dialledNumber(turn: Turn, dial: Dial): string {
  if (dial.kind === 'echo') return echoNumber;
  return dial.kind === 'trunk' ? dial.number : (turn.world.directory.agents.get(dial.agent)?.number ?? '');
}

/** The agent's own phone is up: now the other side is dialled, and the agent hears the ringing. */
export function dialOther(turn: Turn, call: Call, own: Leg): void {
  const { toDial } = call;
  if (!toDial) return;
  if (toDial.kind === 'echo')
    return void turn.putCall({ ...seatAtEcho(call, own.id, turn.now), toDial: null, talkingAt: turn.now });
  const seated = { ...seat(call, [own.id], null, turn.now), toDial: null };
  if (toDial.kind === 'agent') return ringColleague(turn, seated, toDial.agent);
  const trunk = turn.world.directory.trunks.get(toDial.trunk);
  if (!trunk || !mayShow(turn.world, call.tenant, call.ani, trunk.id))
    return endCall(turn, call, { cause: 'lineError', owner: 'system' });
  const customer: Leg = {
    id: turn.newLegId(),
    party: { kind: 'customer', number: toDial.number },
    way: 'out',
    peer: 'phone',
    state: 'dialing',
    startedAt: turn.now,
    ringingAt: null,
    answeredAt: null,
  };
  turn.putCall({ ...seated, legs: [...seated.legs, customer] });
  turn.tell(call.tenant, { type: 'leg.started', call: call.id, leg: customer.id, party: customer.party });
  turn.act({
    do: 'leg.dial',
    call: call.id,
    leg: customer.id,
    to: { kind: 'trunk', trunk, number: toDial.number },
    caller: { number: call.ani, name: '' },
  });
}

function ringColleague(turn: Turn, call: Call, id: AgentId): void {
  const colleague = turn.agent(id);
  const phone = colleague && canRing(turn.world, colleague) && phoneToAnswer(turn.world, colleague);
  if (!colleague || !phone) return endCall(turn, call, { cause: 'unreachable', owner: 'agent' });
  const until = turn.now + 30_000;
  const theirs = ownLeg(turn, id, phone);
  turn.putCall({ ...call, legs: [...call.legs, theirs] });
  turn.putAgent({ ...colleague, activity: { kind: 'offered', call: call.id, leg: theirs.id, until } });
  turn.tell(call.tenant, { type: 'leg.started', call: call.id, leg: theirs.id, party: theirs.party });
  turn.tell(call.tenant, { type: 'call.offered', call: call.id, leg: theirs.id, agent: id, until });
  const from = call.legs.find((l) => l.party.kind === 'agent')?.party;
  const caller = { number: call.ani, name: (from?.kind === 'agent' && turn.world.directory.agents.get(from.agent)?.name) || '' };
  dialOwn(turn, call, theirs, id, phone, false, caller);
}

/** The other side rings: ringback for those who wait, or the sound that it already sends (183). */
export function otherRings(turn: Turn, call: Call, leg: Leg): void {
  const waiting = livingLegs(call).find((l) => l.id !== leg.id && l.state === 'answered');
  if (!waiting) return;
  const early = leg.state === 'ringing' && leg.early;
  turn.putCall(early ? seat(call, [waiting.id, leg.id], null, turn.now) : seat(call, [waiting.id], ringSound(turn), turn.now));
}
