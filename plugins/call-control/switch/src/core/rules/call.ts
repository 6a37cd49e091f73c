import type { Call } from '../model';

/** A call in which nothing has happened yet. */
export const emptyCall = {
  legs: [],
  rooms: [],
  watches: [],
  muted: [],
  queue: null,
  waiting: null,
  toDial: null,
  returning: null,
  recording: null,
  segments: [],
  queuedAt: null,
  talkingAt: null,
  ringMs: 0,
  holdMs: 0,
  talkMs: 0,
} satisfies Partial<Call>;
