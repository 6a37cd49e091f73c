/** What the workbench asks the record plane over REST, below /api. Errors are `{ error: { code, message? } }`. */
import { z } from 'zod';
import { Direction, Ending, Outcome } from './codes';
import { FieldIssue } from './data';
import { PartyKind } from './events';
import { AgentId, CallId, GroupId, QueueId, TenantId, Time } from './ids';
import { Permissions, RoleBase } from './permissions';
import { Subject } from './subject';
import { line } from './text';
import { TimelineRow } from './timeline';

/** Codes of refused requests besides the switch's ErrorCode. */
export const RestErrorCode = z.enum([
  'wrongCredentials',
  'tooManyAttempts',
  'notSignedIn',
  'badRequest',
  'notFound',
  'tokenInvalid',
  'forbidden', // the role may not
  'invalid', // values were refused: `issues` names them
  'taken',
  'captchaNeeded', // LOG-08
  'wrongCaptcha',
  'frozen', // LOG-10
  'wrongCode', // SMS code wrong or too old
  'tooSoon', // another code was sent a moment ago (LOG-23)
  'weakPassword', // LOG-24..26, D15
  'noGroup', // LOG-02
  'firstLogin', // mobile and nickname first (LOG-16)
  'moduleOff', // TEN-02
  'internal',
]);
export type RestErrorCode = z.infer<typeof RestErrorCode>;

/** Every refusal of our routes. `issues` only with `invalid`; `wait` is seconds, with `tooManyAttempts`, `tooSoon` and `frozen`. */
export const Refusal = z.object({
  error: z.object({
    code: RestErrorCode,
    message: z.string().optional(),
    issues: z.array(FieldIssue).optional(),
    wait: z.number().optional(),
  }),
});
export type Refusal = z.infer<typeof Refusal>;

/** LOG-08: the characters of the picture `id`, in any case (LOG-09). */
export const CaptchaAnswer = z.strictObject({ id: line(64), text: line(40).trim().min(1).max(12) });
export type CaptchaAnswer = z.infer<typeof CaptchaAnswer>;

/** POST /api/accounts/login (LOG-06). */
export const LoginRequest = z.strictObject({
  tenant: line(100).trim().min(1).max(64),
  number: line(100).trim().min(1).max(32),
  password: line(200).min(1),
  captcha: CaptchaAnswer.optional(),
});
export type LoginRequest = z.infer<typeof LoginRequest>;

/** Who asks: GET /api/accounts/me; on the server `callerOf` (record-plane) says it. */
export const SignedIn = z.object({
  session: z.string(),
  agent: z.object({ id: AgentId, number: z.string(), name: z.string() }),
  tenant: z.object({ id: TenantId, code: z.string(), name: z.string(), language: z.enum(['zh', 'en']) }),
  groups: z.array(z.object({ id: GroupId, name: z.string() })),
  role: z.object({ id: z.string(), code: z.string(), base: RoleBase, name: z.string() }),
  permissions: Permissions,
  /** what the operator and the tenant switched on (TEN-02): modules and plugins by name */
  modules: z.array(z.string()),
  /** the operator's own tenant, while acting inside another one (audited) */
  operator: z.object({ tenant: TenantId }).nullable(),
});
export type SignedIn = z.infer<typeof SignedIn>;

/** POST /api/accounts/act (action `tenants`): the session works inside that tenant with an admin's permissions until `/act/end` (TEN-01). */
export const ActRequest = z.strictObject({ tenant: TenantId, reason: line(400).trim().min(2).max(200) });
export type ActRequest = z.infer<typeof ActRequest>;

/** POST /api/accounts/tenants/:id/admin (action `tenants`): the first account of a new enterprise, whose password goes to this address. */
export const FirstAdmin = z.strictObject({
  number: line(100).trim().min(1).max(32),
  name: line(200).trim().min(1).max(60),
  email: z.email().max(200),
});
export type FirstAdmin = z.infer<typeof FirstAdmin>;

export const LoginReply = SignedIn.extend({ jwt: z.string(), liveToken: z.string() });
export type LoginReply = z.infer<typeof LoginReply>;

export const CallType = z.enum(['success', 'failed', 'missed']); // CDR-29
export type CallType = z.infer<typeof CallType>;

const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** GET /api/call-control/records. `from` and `to` in ms; neither given: the last `days` (CDR-04, CDR-22). */
export const RecordsQuery = z.strictObject({
  after: line(200).optional(),
  limit: count(1, 200).default(10), // CDR-21
  /** CDR-05, CDR-30; `voicemail`: also messages in the queues of one's own groups (REC-11) */
  filter: z.enum(['all', 'normal', 'notConnected', 'ringAbandoned', 'missed', 'voicemail']).default('all'),
  direction: Direction.optional(),
  /** only calls that one took part in, also for who sees more */
  mine: z.stringbool().default(false),
  /** a part of what the agent can see, or the whole number */
  number: z
    .string()
    .regex(/^\+?[0-9*#]{1,32}$/)
    .optional(),
  from: count(0, 8.64e15).optional(),
  to: count(0, 8.64e15).optional(),
  days: count(1, 3660).default(7),
});
export type RecordsQuery = z.infer<typeof RecordsQuery>;

/** The name of a recording's stretch outside of here, counted from 0. */
export const recordingFile = (call: string, segment: number, format: 'wav' | 'mp3'): string => `${call}.${segment}.${format}`;

const named = <I extends z.ZodType>(id: I) => z.object({ id, name: z.string() });

/** One line of "my calls": times in ms since 1970, durations in ms, numbers masked (D25). */
export const RecordRow = z.object({
  id: CallId,
  direction: Direction,
  number: z.string(), // the other side
  dnis: z.string(),
  queue: named(QueueId).nullable(),
  agent: z.object({ id: AgentId, number: z.string(), name: z.string() }).nullable(),
  startedAt: Time,
  ringingAt: Time.nullable(),
  answeredAt: Time.nullable(),
  talkingAt: Time.nullable(),
  endedAt: Time,
  ringMs: z.number(),
  talkMs: z.number(),
  holdMs: z.number(),
  durationMs: z.number(), // CDR-13: call-in or dial-out to hang-up
  spanMs: z.number(), // CDR-16: first answer to last hang-up
  type: CallType,
  outcome: Outcome,
  ending: Ending,
  hasRecording: z.boolean(),
  /** the row that it was about */
  subject: Subject.nullable(),
  /** what the caller left (REC-11): its length, and the name its file has when downloaded as mp3 */
  voicemail: z.object({ ms: z.number(), file: z.string() }).nullable(),
  /** the row of `call-record` that it is: its `number` is called from there (`/data/:type/:id/dial/:field`) */
  row: z.string(),
  /** there is a number to call */
  dialable: z.boolean(),
});
export type RecordRow = z.infer<typeof RecordRow>;

export const RecordsReply = z.object({ data: z.array(RecordRow), next: z.string().nullable() });
export type RecordsReply = z.infer<typeof RecordsReply>;

export const LegRow = z.object({
  kind: PartyKind,
  name: z.string(), // of the agent, or the masked number
  startedAt: Time,
  ringingAt: Time.nullable(),
  answeredAt: Time.nullable(),
  endedAt: Time,
  ending: Ending,
});
/** `url` works for five minutes, as long as the login lasts; `?format=mp3` and `download=1` may be added. */
export const SegmentRow = z.object({ url: z.string(), startedAt: Time, durationMs: z.number().nullable() });

/** GET /api/call-control/records/:id (CDR-06, CDR-07). */
export const RecordReply = z.object({
  record: RecordRow,
  legs: z.array(LegRow),
  events: z.array(TimelineRow),
  segments: z.array(SegmentRow),
});
export type RecordReply = z.infer<typeof RecordReply>;

/** POST /api/call-control/calls/:id/block (TEN-07). `days` null: for good. */
export const BlockCaller = z.strictObject({
  reason: line(400).trim().max(200).default(''),
  days: count(1, 3660).nullable().default(null),
});
export type BlockCaller = z.input<typeof BlockCaller>;

/** GET /api/call-control/health */
export const RecordPlaneHealth = z.object({
  database: z.boolean(),
  feed: z.object({ connected: z.boolean(), stored: z.number() }),
  /** events that the switch lost before they were stored, in the last 30 days: how many, and when the first of them happened */
  missing: z.object({ events: z.number(), since: Time.nullable() }).nullable(),
  directory: z.object({ sent: z.number().nullable(), taken: z.number().nullable(), trouble: z.array(z.string()) }),
});
export type RecordPlaneHealth = z.infer<typeof RecordPlaneHealth>;
