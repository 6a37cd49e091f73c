/** From the seating plan to one-way paths, "A is heard by B": exactly what the mixer is told (design §2). */
import type { LegId } from '@zuoxi/contracts';
import type { CallPlan } from '../ports';
import type { Call, Leg, Room } from './model';

const sounds = (leg: Leg): boolean => leg.state === 'answered' || (leg.state === 'ringing' && leg.early);

/** For each living leg the legs that it hears. Mute removes what a leg says, not what it hears; watches follow the watched leg. */
export function hears(call: Call, holdIsHeard = false): Map<LegId, LegId[]> {
  const paths = new Map<LegId, Set<LegId>>();
  const legs = new Map(call.legs.filter((l) => l.state !== 'ended').map((l) => [l.id, l]));
  for (const id of legs.keys()) paths.set(id, new Set());
  const path = (from: LegId, to: LegId, echo = false) => {
    const speaker = legs.get(from);
    if ((from !== to || echo) && speaker && sounds(speaker) && !call.muted.includes(from)) paths.get(to)?.add(from);
  };
  for (const room of call.rooms) for (const a of room.legs) for (const b of room.legs) path(a, b, room.echo);
  // D4: where the tenant wants it, the agent hears the held customer; one extra path
  if (holdIsHeard) {
    const held = call.rooms.find((r) => r.sound?.why === 'hold');
    const agents = call.legs.filter((l) => l.party.kind === 'agent' && !held?.legs.includes(l.id));
    for (const from of held?.legs ?? []) for (const to of agents) path(from, to.id);
  }
  for (const watch of call.watches) {
    const room = call.rooms.find((r) => r.legs.includes(watch.over));
    for (const id of room?.legs ?? []) path(id, watch.by);
    if (watch.mode !== 'listen') path(watch.by, watch.over);
    if (watch.mode === 'barge') for (const id of room?.legs ?? []) path(watch.by, id);
  }
  return new Map([...paths].map(([to, from]) => [to, [...from]]));
}

/** The plan for the media adapter. Recorded is what the customer's side and everyone else say to each other; a held call records neither. A message is for nobody who is there. */
export function planOf(call: Call, holdIsHeard = false): CallPlan {
  const heard = hears(call, holdIsHeard);
  const soundOf = (leg: LegId): Room['sound'] => call.rooms.find((r) => r.legs.includes(leg))?.sound ?? null;
  const living = call.legs.filter((l) => l.state !== 'ended');
  const customers = living.filter((l) => l.party.kind === 'customer').map((l) => l.id);
  const left = customers.length ? customers : living.slice(0, 1).map((l) => l.id);
  const listening = new Set([...heard].filter(([to]) => !call.watches.some((w) => w.by === to)).flatMap(([, from]) => from));
  const { recording } = call;
  return {
    call: call.id,
    legs: living.filter(sounds).map((l) => ({ leg: l.id, hears: heard.get(l.id) ?? [], play: soundOf(l.id)?.play ?? null })),
    recording: recording && {
      name: recording.name,
      paused: recording.paused,
      left: call.voicemail ? left : left.filter((l) => listening.has(l)),
      right: living.map((l) => l.id).filter((l) => !left.includes(l) && listening.has(l)),
    },
  };
}
