/** An agent calls out: own phone first, then the other side (OUT-09). Colleagues are reached by their agent number (OUT-17, OUT-18). */
import { dialable, echoNumber, mayCallForHelp, mayDialNow, numberForLog, numberKey } from '@zuoxi/contracts';
import type { AgentId, AgentView, Ending, ErrorCode, LegId, Subject } from '@zuoxi/contracts';
import { countDialled } from '../costs';
import { isEmergency, isMasked, mayBeDialled } from '../dialling';
import { livingLegs } from '../leg';
import { mayShow } from '../lines';
import { mobileOff, phoneToAnswer, phoneToDial, type OwnPhone } from '../mobile';
import type { Agent, Call, Dial, Leg } from '../model';
import type { Turn } from '../turn';
import { seat, seatAtEcho } from '../seating';
import { ringSound } from '../sounds';
import { agentView } from '../view';
import { emptyCall, trunkFull } from './call';
import { endCall } from './ending';
import { overLimit } from './limits';
import { canRing } from './offers';
import { dialOwn, ownLeg, priced } from './own-leg';

type Route = { dial: Dial; caller: string };
/** Whom to dial, which of our numbers to show, and what the call is about. */
type Wish = { number: string; caller?: string; subject?: Subject | null };

/** Where a dialled number leads and which of our numbers is shown; or why nowhere. */
export function routeOf(turn: Turn, agent: Agent, typed: string, caller?: string): Route | ErrorCode {
  const { directory } = turn.world;
  const number = dialable(typed);
  if (!/^\+?[0-9*#]+$/.test(number) || isMasked(number)) return 'numberInvalid';
  if (isEmergency(number)) return lineOf(turn, agent, number, caller); // before any colleague of that number
  if (number === echoNumber) return { dial: { kind: 'echo' }, caller: directory.agents.get(agent.id)?.number ?? '' };
  const colleague = directory.byNumber.get(`${agent.tenant}/${number}`);
  if (colleague) {
    const record = turn.agent(colleague.id);
    if (colleague.id === agent.id || !record || !canRing(turn.world, record)) return 'notAllowed'; // OUT-20
    return { dial: { kind: 'agent', agent: colleague.id }, caller: directory.agents.get(agent.id)?.number ?? '' };
  }
  const rules = directory.dialling.get(agent.tenant);
  if (!rules || !mayBeDialled(rules, number)) return 'prefixNotAllowed';
  return lineOf(turn, agent, number, caller);
}

function lineOf(turn: Turn, agent: Agent, number: string, caller: string | undefined): Route | ErrorCode {
  const { directory } = turn.world;
  const callers = directory.callers.get(agent.tenant) ?? [];
  const chosen = caller === undefined ? callers[0] : callers.find((n) => numberKey(n.number) === numberKey(caller));
  if (!chosen) return 'noOutboundNumber'; // OUT-02
  const trunk = directory.trunks.get(chosen.trunk);
  return trunk && !trunkFull(turn.world, trunk)
    ? { dial: { kind: 'trunk', trunk: chosen.trunk, number }, caller: chosen.number }
    : 'noRoute';
}

/** A command of the workbench: the agent's own phone is dialled and answers by itself. */
export function dialOut(turn: Turn, agent: Agent, { number, caller, subject }: Wish): void {
  const route = routeOf(turn, agent, number, caller);
  if (typeof route === 'string') return refused(turn, agent, number, route);
  const { dial } = route;
  // a test call is there to try the desk's own sound (LOG-32)
  const trying = dial.kind === 'echo' ? { ...agent, mobile: mobileOff } : agent;
  const phone = phoneToDial(turn.world, trying, dial.kind === 'trunk' ? 1 : 0);
  if (!phone) return turn.refuse(agent.mobile.dialing ? 'noMobile' : 'phoneNotRegistered');
  const lines = linesOf(dial, phone);
  const no = overLimit(turn, agent, lines);
  if (no) return refused(turn, agent, number, no);
  countDialled(turn.world, agent, lines, turn.now);
  const leg = ownLeg(turn, agent.id, phone);
  dialOwn(turn, begin(turn, agent, leg, route, subject), leg, agent.id, phone, true);
}

/** The agent's desk phone dialled by itself: the same rules as for a command, but for the phone. It is answered at once and hears our ringback. */
export function dialFrom(turn: Turn, id: AgentId, legId: LegId, dnis: string): void {
  const agent = turn.agent(id);
  const view = agent && agentView(turn.world, id, null);
  if (!agent || !view) return refusePhone(turn, id, legId, dnis, 'unknownAgent');
  const desk = { kind: 'desk', peer: 'phone' } as const;
  const state = whyNotNow(view, dialable(dnis));
  const route = state ?? routeOf(turn, agent, dnis);
  const decided = typeof route === 'string' ? route : (overLimit(turn, agent, linesOf(route.dial, desk)) ?? route);
  if (typeof decided === 'string') {
    refused(turn, agent, dnis, decided, state !== null || byRule.has(decided));
    return refusePhone(turn, id, legId, dnis, decided);
  }
  countDialled(turn.world, agent, linesOf(decided.dial, desk), turn.now);
  begin(turn, agent, { ...ownLeg(turn, id, desk), id: legId, way: 'in' }, decided);
  turn.act({ do: 'leg.answer', leg: legId });
}

/** Help may be called, and one's own sound tried, in any state but a call. */
const whyNotNow = (view: AgentView, number: string): ErrorCode | null =>
  (isEmergency(number) || number === echoNumber ? mayCallForHelp : mayDialNow)(view);

function refusePhone(turn: Turn, id: AgentId, leg: LegId, dnis: string, code: ErrorCode): void {
  turn.notes.push(`refused leg ${leg}: agent ${id} may not dial ${numberForLog(dnis)}: ${code}`);
  const ending: Ending =
    code === 'numberInvalid' ? { cause: 'unknownNumber', owner: 'system' } : { cause: 'rejected', owner: 'system', sip: 403 }; // RFC 3261 §21.4.4: understood, and not to be tried again
  turn.act({ do: 'leg.end', leg, ending, says: code });
}

/** The lines that a call takes and that count: help is called however much was dialled. */
const linesOf = (dial: Dial, phone: OwnPhone): number =>
  dial.kind === 'trunk' && isEmergency(dial.number) ? 0 : (dial.kind === 'trunk' ? 1 : 0) + (phone.kind === 'mobile' ? 1 : 0);

/** What a rule forbids is told, whichever way it was tried, and so is a phone that dials in a state that forbids it: an attack looks like this. */
const byRule: ReadonlySet<ErrorCode> = new Set(['prefixNotAllowed', 'tooManyCalls', 'costLimit']);
function refused(turn: Turn, { id, tenant }: Agent, dnis: string, code: ErrorCode, told = byRule.has(code)): void {
  if (told) turn.tell(tenant, { type: 'dial.refused', agent: id, dnis, code });
  turn.refuse(code);
}

function begin(turn: Turn, agent: Agent, leg: Leg, { dial, caller }: Route, subject: Subject | null = null): Call {
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
    subject,
    startedAt: turn.now,
  });
  turn.tell(call.tenant, { type: 'call.started', call: call.id, direction, ani: caller, dnis, agent: agent.id, subject });
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
    ...(own.party.kind === 'agent' && priced(turn, own.party.agent, toDial.number)),
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
