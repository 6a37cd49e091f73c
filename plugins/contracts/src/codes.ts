/** Closed word lists. A code goes over the wire; its words in each language live with the screens. */
import { z } from 'zod';

export const Direction = z.enum(['inbound', 'outbound', 'internal']);
export type Direction = z.infer<typeof Direction>;

/** Who ended it (design §2: every ending has a reason and an owner). */
export const Owner = z.enum(['customer', 'agent', 'carrier', 'system', 'supervisor']);
export type Owner = z.infer<typeof Owner>;

/** Why a leg ended. CDR-11, CDR-12 name what a person reads for them. */
export const Cause = z.enum([
  'hangup', // an answered leg was hung up by its owner
  'cancelled', // given up before it was answered
  'noAnswer',
  'busy',
  'rejected',
  'unreachable', // powered off, not registered, out of service area
  'unknownNumber',
  'lineError', // the carrier's or our own fault: 5xx, no route, no media
  'lost', // the leg vanished: silent media, a browser gone, a peer that no longer knows the dialog
  'full', // a limit was reached
]);
export type Cause = z.infer<typeof Cause>;

export const Ending = z.object({
  cause: Cause,
  owner: Owner,
  /** the SIP status that said so, where one did */
  sip: z.number().int().min(100).max(699).optional(),
});
export type Ending = z.infer<typeof Ending>;

/** How a finished call is to be understood (CDR-11, CDR-12, CDR-29). */
export const Outcome = z.enum([
  'normal',
  'abandonedInQueue',
  'abandonedRinging',
  'noAgentOnline',
  'voicemail', // nobody talked with the caller, who left a message (REC-11)
  'noAnswer',
  'busy',
  'rejected',
  'unreachable',
  'unknownNumber',
  'lineError',
  'callerCancelled',
]);
export type Outcome = z.infer<typeof Outcome>;

/** What the ordinary SIP statuses mean here. Source: RFC 3261 §21, RFC 3398 §8.2.6.1; anything else 4xx–6xx is a lineError. */
export const causeOfStatus = (status: number): Cause => statusCauses[status] ?? 'lineError';
const statusCauses: Readonly<Record<number, Cause>> = {
  404: 'unknownNumber',
  408: 'noAnswer',
  410: 'unknownNumber',
  480: 'unreachable',
  484: 'unknownNumber',
  486: 'busy',
  487: 'cancelled',
  600: 'busy',
  603: 'rejected',
  604: 'unknownNumber',
  403: 'rejected',
};

/** Not-ready reasons every tenant starts with (STA-08, STA-15, STA-16, STA-20; D2). `noAnswer` is set by the system (STA-10). */
export const defaultReasons = ['break', 'busy', 'away'] as const;

/** Errors a person or a client can be told. The screen translates them; the log keeps the detail. */
export const ErrorCode = z.enum([
  'badRequest',
  'notSignedIn',
  'tokenInvalid',
  'sessionElsewhere',
  'unknownAgent',
  'microphoneMissing',
  'phoneNotRegistered',
  'notAllowed',
  'noCall',
  'alreadyOnCall',
  'numberInvalid',
  'noOutboundNumber',
  'noRoute',
  'prefixNotAllowed', // foreign, premium, or not among what the enterprise may dial
  'tooManyCalls', // the hour's of the agent or of the enterprise
  'costLimit', // the same in money
  'noFlow', // the tenant has none, or not this one
  'noMobile', // none is bound, or no line of the tenant reaches it
  'wrongState',
  'recovering',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;
