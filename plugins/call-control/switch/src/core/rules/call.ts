import { masked, type DirectoryTrunk } from '@zuoxi/contracts';
import { linesFree } from '../lines';
import type { Peer } from '../peer';
import type { Call, World } from '../model';

/** A call in which nothing has happened yet. */
export const emptyCall = {
  legs: [],
  rooms: [],
  watches: [],
  muted: [],
  trunk: null,
  queue: null,
  waiting: null,
  toDial: null,
  returning: null,
  voicemail: null,
  flow: null,
  recording: null,
  segments: [],
  queuedAt: null,
  talkingAt: null,
  ringMs: 0,
  holdMs: 0,
  talkMs: 0,
} satisfies Partial<Call>;

/** No line of the trunk is free. */
export const trunkFull = (world: World, trunk: DirectoryTrunk): boolean => linesFree(world, trunk) < 1;

/** Who is shown as calling on an agent's phone. A browser, which every script in it could read, never learns the full number (D25). */
export const callerShown = (call: Call, peer: Peer): { number: string; name: string } => {
  const other = call.direction === 'outbound' ? call.dnis : call.ani;
  return { number: other === '' ? 'anonymous' : peer === 'browser' ? masked(other) : other, name: '' };
};
