/**
 * The two sockets of the switch.
 * `/live`: workbench ↔ switch, through nginx. `/feed`: record plane ↔ switch, loopback, by shared secret.
 * One JSON object a message; anything that does not parse is answered with `failed badRequest` and changes nothing.
 */
import { z } from 'zod';
import { ErrorCode } from './codes';
import { Command } from './commands';
import { Directory } from './directory';
import { SwitchEvent } from './events';
import { AgentId, TenantId, Time } from './ids';
import { AgentView, QueueView } from './views';
import { line } from './text';

/**
 * Claims of the live token: HS256 JWT made by the record plane at login, checked by the switch alone (it works while Strapi is down).
 * It says who comes, not what they may: rights are the directory's, which is told at once when they change.
 */
export const LiveClaims = z.object({
  sub: AgentId,
  tenant: TenantId,
  /** one browser login; a second one for the same agent is refused or moves the session (LOG-04, D10) */
  session: line(64).min(8),
  exp: z.number().int(),
});
export type LiveClaims = z.infer<typeof LiveClaims>;
export const liveTokenIssuer = 'zuoxi';

/** For JsSIP: REGISTER as `user`@zuoxi over `/sip`; fetched anew (`credentials`) before `until`. */
export const SipCredentials = z.object({ user: AgentId, username: z.string(), password: z.string(), until: Time });
export type SipCredentials = z.infer<typeof SipCredentials>;

export const FromWorkbench = z.discriminatedUnion('t', [
  /** first message. `move`: take the session over from another browser. `online`: the choice at entry (D17) */
  z.object({
    t: z.literal('hello'),
    token: line(4096),
    /** random per page load: a new page means that the sound of the old one is gone, and the call returns to the new one */
    page: line(64).min(4),
    move: z.boolean().default(false),
    online: z.boolean().optional(),
    resume: z.number().int().nonnegative().optional(),
  }),
  z.object({ t: z.literal('do'), id: z.number().int().nonnegative(), command: Command }),
  z.object({ t: z.literal('microphone'), ok: z.boolean() }), // LOG-35
  z.object({ t: z.literal('credentials') }),
  z.object({ t: z.literal('ping'), at: z.number() }),
]);
export type FromWorkbench = z.infer<typeof FromWorkbench>;

export const ToWorkbench = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('welcome'),
    now: Time,
    n: z.number().int().nonnegative(),
    view: AgentView,
    queues: z.array(QueueView),
    sip: SipCredentials,
  }),
  /** `sessionElsewhere` carries since when, and whether the workbench may offer to move (D10) */
  z.object({ t: z.literal('refused'), code: ErrorCode, since: Time.optional(), mayMove: z.boolean().optional() }),
  z.object({ t: z.literal('moved') }), // this session now lives in another browser; the socket closes
  /** the fields that changed */
  z.object({ t: z.literal('view'), now: Time, view: AgentView.partial() }),
  /** of the queues that the agent serves those that changed; `all`: there are no others */
  z.object({ t: z.literal('queues'), queues: z.array(QueueView), all: z.boolean() }),
  /** facts about this agent and its calls; `n` counts this agent's facts: no gap, no repeat, also after resume (I6) */
  z.object({ t: z.literal('fact'), n: z.number().int().positive(), event: SwitchEvent }),
  z.object({ t: z.literal('done'), id: z.number() }),
  z.object({ t: z.literal('failed'), id: z.number().nullable(), code: ErrorCode }),
  z.object({ t: z.literal('credentials'), sip: SipCredentials }),
  z.object({ t: z.literal('pong'), at: z.number(), now: Time }),
]);
export type ToWorkbench = z.infer<typeof ToWorkbench>;

export const FromRecordPlane = z.discriminatedUnion('t', [
  /**
   * first message on `/feed`: everything after `after` is sent, then what happens. `secret` is the shared feed secret; `at`: when event `after` happened, so
   * that a switch for which something else happened under that number begins at the beginning
   */
  z.object({ t: z.literal('follow'), secret: line(1000), after: z.number().int().nonnegative(), at: Time.optional() }),
  /** all events up to here are stored: the switch may forget them */
  z.object({ t: z.literal('stored'), seq: z.number().int().nonnegative() }),
  z.object({ t: z.literal('directory'), directory: Directory }),
  /** logins that are over: their workbenches are closed at once, and their tokens open none again */
  z.object({ t: z.literal('sessionsEnded'), sessions: z.array(line(64)).max(1000) }),
]);
export type FromRecordPlane = z.infer<typeof FromRecordPlane>;

export const ToRecordPlane = z.discriminatedUnion('t', [
  z.object({ t: z.literal('event'), event: SwitchEvent }),
  z.object({ t: z.literal('directory.taken'), version: z.number().int() }),
  z.object({ t: z.literal('directory.refused'), version: z.number().int().nullable(), errors: z.array(z.string()) }),
  z.object({ t: z.literal('failed'), code: ErrorCode }),
]);
export type ToRecordPlane = z.infer<typeof ToRecordPlane>;
