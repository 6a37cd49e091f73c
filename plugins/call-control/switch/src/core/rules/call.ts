import { masked, withheldNumber, type AgentId, type DirectoryTrunk } from '@zuoxi/contracts';
import { linesFree } from '../lines';
import type { Call, World } from '../model';
import { seesNumbers } from '../view';

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
  subject: null,
  queuedAt: null,
  talkingAt: null,
  ringMs: 0,
  holdMs: 0,
  talkMs: 0,
} satisfies Partial<Call>;

/** No line of the trunk is free. */
export const trunkFull = (world: World, trunk: DirectoryTrunk): boolean => linesFree(world, trunk) < 1;

/** Who is shown as calling on an agent's phone: a customer in full only to who may see full numbers, whatever kind of phone it is (D25). */
export const callerShown = (world: World, call: Call, agent: AgentId): { number: string; name: string } => {
  const other = call.direction === 'outbound' ? call.dnis : call.ani;
  const plain = call.direction === 'internal' || seesNumbers(world, agent);
  return { number: other === '' ? withheldNumber : plain ? other : masked(other), name: '' };
};
