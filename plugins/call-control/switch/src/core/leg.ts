/** A leg's life as a table: staying put is an answer, late and double events are normal (design §2). */
import type { Ending, LegId, Party, Time } from '@zuoxi/contracts';
import type { Call, Leg, LegState } from './model';

type LegEvent =
  | { readonly on: 'ringing'; readonly early: boolean }
  | { readonly on: 'answered' }
  | { readonly on: 'ended'; readonly ending: Ending };
type Move = (leg: Leg, event: LegEvent, now: Time) => Leg;

/** 183 with a tone, then 180 without: the tone goes on (RFC 3960 §3.2 forbids to play our own over it). */
const ring: Move = (leg, event, now) => {
  if (event.on !== 'ringing') return leg;
  const early = event.early || (leg.state === 'ringing' && leg.early);
  if (leg.state === 'ringing' && leg.early === early) return leg;
  return { ...leg, state: 'ringing', early, ringingAt: leg.ringingAt ?? now };
};
const answer: Move = (leg, _event, now) => ({ ...leg, state: 'answered', answeredAt: now });
const end: Move = (leg, event, now) => (event.on === 'ended' ? { ...leg, state: 'ended', at: now, ending: event.ending } : leg);

export const legMoves: Readonly<Record<LegState['state'], Partial<Record<LegEvent['on'], Move>>>> = {
  dialing: { ringing: ring, answered: answer, ended: end },
  ringing: { ringing: ring, answered: answer, ended: end },
  answered: { ended: end },
  ended: {},
};

/** The leg after the event: the same object when nothing changes. */
export const moveLeg = (leg: Leg, event: LegEvent, now: Time): Leg => legMoves[leg.state][event.on]?.(leg, event, now) ?? leg;

export const alive = (leg: Leg): boolean => leg.state !== 'ended';
export const legOf = (call: Call, id: LegId): Leg | undefined => call.legs.find((l) => l.id === id);
export const withLeg = (call: Call, leg: Leg): Call => ({ ...call, legs: call.legs.map((l) => (l.id === leg.id ? leg : l)) });

/** The other side of an agent: the customer, or in an internal call the colleague who was called. */
export const livingLegs = (call: Call): Leg[] => call.legs.filter(alive);
export const customerLeg = (call: Call): Leg | undefined => call.legs.find((l) => l.party.kind !== 'agent' && alive(l));
export const isAgent = (party: Party, agent: string): boolean => party.kind === 'agent' && party.agent === agent;
