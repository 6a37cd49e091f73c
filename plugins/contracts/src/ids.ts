/** The nouns that travel between planes, each its own type so that a leg id is never taken for a call id. */
import { z } from 'zod';

const id = <B extends string>() =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
    .brand<B>();

export const TenantId = id<'TenantId'>();
export const AgentId = id<'AgentId'>();
export const GroupId = id<'GroupId'>();
export const QueueId = id<'QueueId'>();
export const TrunkId = id<'TrunkId'>();
export const FlowId = id<'FlowId'>();
/** `<shard>-<epoch>-<counter>`: names its home switch and never repeats, also after a restart (design §5, seams). */
export const CallId = id<'CallId'>();
export const LegId = id<'LegId'>();

export type TenantId = z.infer<typeof TenantId>;
export type AgentId = z.infer<typeof AgentId>;
export type GroupId = z.infer<typeof GroupId>;
export type QueueId = z.infer<typeof QueueId>;
export type TrunkId = z.infer<typeof TrunkId>;
export type FlowId = z.infer<typeof FlowId>;
export type CallId = z.infer<typeof CallId>;
export type LegId = z.infer<typeof LegId>;

/** Milliseconds since 1970, UTC: every time that crosses a process border. */
export const Time = z.number().int().nonnegative();
export type Time = number;

/** In the place of a caller's number that was not said, or is not to be shown (RFC 3323 §4.1.1.3). Nobody can be called back by it. */
export const withheldNumber = 'anonymous';
/** What may be dialled: an optional +, then digits, * and #. Typed punctuation is removed by `dialable`. */
export const PhoneNumber = z.string().regex(/^\+?[0-9*#]{1,32}$/);
export const dialable = (typed: string): string => typed.replace(/[\s().\-–—\u200e\u202c\u00a0]/g, '');
