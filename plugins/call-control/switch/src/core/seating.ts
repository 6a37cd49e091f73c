/** Who sits where. Hold, talk and return are nothing but seatings; each answers a changed call. */
import type { LegId, Time } from '@zuoxi/contracts';
import { alive } from './leg';
import type { Call, Room, Sound } from './model';

const cleared = (rooms: readonly Room[], legs: readonly LegId[]): Room[] =>
  rooms
    .map((r) => (r.legs.some((l) => legs.includes(l)) ? { ...r, legs: r.legs.filter((l) => !legs.includes(l)) } : r))
    .filter((r) => r.legs.length > 0);

/** Seats `legs` together in one room of their own, taken from wherever they sat. */
export const seat = (call: Call, legs: readonly LegId[], sound: Sound | null, now: Time): Call => ({
  ...call,
  rooms: [...cleared(call.rooms, legs), { legs, sound, since: now }],
});

/** Seats one leg where it hears itself. */
export const seatAtEcho = (call: Call, leg: LegId, now: Time): Call => ({
  ...call,
  rooms: [...cleared(call.rooms, [leg]), { legs: [leg], sound: null, since: now, echo: true }],
});

export const unseat = (call: Call, leg: LegId): Call => ({
  ...call,
  rooms: cleared(call.rooms, [leg]),
  muted: call.muted.filter((l) => l !== leg),
});

/** Lets the room of `leg` play something else; the room goes on. */
export const play = (call: Call, leg: LegId, sound: Sound | null): Call => ({
  ...call,
  rooms: call.rooms.map((r) => (r.legs.includes(leg) ? { ...r, sound } : r)),
});

export const roomOf = (call: Call, leg: LegId): Room | undefined => call.rooms.find((r) => r.legs.includes(leg));

/** Agents and the other side in one room, both answered: that is talking. */
export const talkingRoom = (call: Call): Room | undefined =>
  call.rooms.find((r) => r.legs.length > 1 && r.legs.every((id) => call.legs.some((l) => l.id === id && l.state === 'answered')));

export const heldRoom = (call: Call): Room | undefined => call.rooms.find((r) => r.sound?.why === 'hold');

/** The customer is alone with a flow: neither talk nor hold. */
export const runningFlow = ({ flow }: Call) => (flow && flow.state !== 'ended' ? flow : null);

/** Adds the time since `from` to the clock of what the call was doing; called before every change of seats. */
export function account(call: Call, before: Call, now: Time): Call {
  const talking = talkingRoom(before);
  const held = heldRoom(before);
  const ringing = before.legs.some((l) => alive(l) && l.state === 'ringing' && l.way === 'out') ? before : undefined;
  const changed = {
    talk: talking && talkingRoom(call) !== talking ? now - talking.since : 0,
    hold: held && heldRoom(call) !== held ? now - held.since : 0,
    ring: ringing ? ringEnded(before, call, now) : 0,
  };
  if (!changed.talk && !changed.hold && !changed.ring) return call;
  return { ...call, talkMs: call.talkMs + changed.talk, holdMs: call.holdMs + changed.hold, ringMs: call.ringMs + changed.ring };
}

function ringEnded(before: Call, after: Call, now: Time): number {
  let ms = 0;
  for (const leg of before.legs)
    if (
      leg.state === 'ringing' &&
      leg.way === 'out' &&
      leg.ringingAt !== null &&
      after.legs.find((l) => l.id === leg.id)?.state !== 'ringing'
    )
      ms += now - leg.ringingAt;
  return ms;
}
