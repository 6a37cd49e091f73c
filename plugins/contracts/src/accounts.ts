/** Ways in and what belongs to them, below /api/accounts. Refusals are `Refusal` of rest.ts. */
import { z } from 'zod';
import { AgentId, TenantId, Time } from './ids';
import { PasswordRules } from './passwords';
import { CaptchaAnswer, LoginReply } from './rest';
import { line } from './text';

/** Chinese mobiles are eleven digits, others begin with +. Blanks, hyphens and +86 are taken off. */
export const Mobile = line(32)
  .transform((given) => given.replace(/[\s-]/g, '').replace(/^(\+|00)86(?=1\d{10}$)/, ''))
  .pipe(z.string().regex(/^(1\d{10}|\+\d{7,15})$/));
const Email = line(300).trim().toLowerCase().pipe(z.email().max(254));
const Code = line(20)
  .trim()
  .regex(/^\d{6}$/);
const Nickname = line(100).trim().min(1).max(30);
const Password = line(200).min(1);
const TenantCode = line(100).trim().min(1).max(64);

/** POST /login/email (LOG-14): one address may have accounts in several contact centers. */
export const EmailLogin = z.strictObject({ email: Email, password: Password, captcha: CaptchaAnswer.optional() });
export type EmailLogin = z.input<typeof EmailLogin>;
/** POST /login/mobile (LOG-19). The code comes by POST /codes with purpose `login`. */
export const MobileLogin = z.strictObject({ mobile: Mobile, code: Code });
export type MobileLogin = z.input<typeof MobileLogin>;
/** POST /login/continue: the choice of a contact center (LOG-20), or to move the session here (D10). */
export const ContinueLogin = z.strictObject({
  ticket: line(4000),
  account: AgentId.optional(),
  move: z.boolean().default(false),
});
export type ContinueLogin = z.input<typeof ContinueLogin>;

const Ticket = z.string();
/** A contact center that one may enter. */
export const Entrance = z.object({
  account: AgentId,
  tenant: z.object({ id: TenantId, code: z.string(), name: z.string() }),
  number: z.string(),
  lastLoginAt: Time.nullable(),
  loginCount: z.number().int(),
});
export type Entrance = z.infer<typeof Entrance>;
export const ChooseEntrance = z.object({ choose: z.array(Entrance), ticket: Ticket });
/** A workbench of this account is open; `mayMove` is the tenant's to say. */
export const Elsewhere = z.object({
  elsewhere: z.object({ since: Time, address: z.string(), mayMove: z.boolean() }),
  ticket: Ticket,
});
/** LOG-16: the login is good for POST /first-login alone. */
export const FirstLoginNeeded = z.object({
  firstLogin: z.object({ jwt: z.string(), nickname: z.string().nullable(), mobile: z.string().nullable() }),
});
/** What every way of logging in answers. */
export const LoginAnswer = z.union([LoginReply, ChooseEntrance, Elsewhere, FirstLoginNeeded]);
export type LoginAnswer = z.infer<typeof LoginAnswer>;

/** POST /codes: a code of six digits by SMS or e-mail. Answered alike whether or not there is such an account. */
export const CodeRequest = z.union([
  z.strictObject({ purpose: z.literal('login'), mobile: Mobile }),
  z.strictObject({ purpose: z.literal('reset'), tenant: TenantCode, mobile: Mobile }),
  z.strictObject({ purpose: z.literal('reset'), tenant: TenantCode, email: Email }),
]);
export type CodeRequest = z.input<typeof CodeRequest>;
/** POST /me/code: to a number that is to be bound. */
export const BindCodeRequest = z.strictObject({ mobile: Mobile });
/** `wait`: seconds until another code may be asked for (LOG-23). */
export const CodeReply = z.object({ wait: z.number().int() });
export type CodeReply = z.infer<typeof CodeReply>;

/** POST /first-login (LOG-16) */
export const FirstLogin = z.strictObject({ mobile: Mobile, code: Code, nickname: Nickname });
export type FirstLogin = z.input<typeof FirstLogin>;
/** POST /me/mobile (LOG-18). `old` where one is bound, else the password: a number is a way in. */
export const ChangeMobile = z.strictObject({
  old: Mobile.optional(),
  password: Password.optional(),
  captcha: CaptchaAnswer.optional(),
  mobile: Mobile,
  code: Code,
});
export type ChangeMobile = z.input<typeof ChangeMobile>;
/** POST /password/reset (LOG-22) */
export const ResetPassword = z.union([
  z.strictObject({ tenant: TenantCode, mobile: Mobile, code: Code, password: Password }),
  z.strictObject({ tenant: TenantCode, email: Email, code: Code, password: Password }),
]);
export type ResetPassword = z.input<typeof ResetPassword>;
/** POST /me/password (LOG-27) */
export const ChangePassword = z.strictObject({ old: Password, password: Password, captcha: CaptchaAnswer.optional() });
export type ChangePassword = z.input<typeof ChangePassword>;
/** POST /unlock (LOG-33): 204 when the password is the account's. */
export const Unlock = z.strictObject({ password: Password, captcha: CaptchaAnswer.optional() });
export type Unlock = z.input<typeof Unlock>;
/** POST /lock (LOG-33): the page has hidden itself; `reason` is a code of the tenant's. Answers 204. */
export const LockScreen = z.strictObject({ reason: line(64) });
export type LockScreen = z.input<typeof LockScreen>;
/** POST /captcha; the picture is `GET /api/accounts/captcha/<id>`, served once and good for one answer within two minutes. */
export const CaptchaReply = z.object({ id: z.string() });

/** POST /me/email/code: to an address that is to be one's own. */
export const EmailCodeRequest = z.strictObject({ email: Email });
/** POST /me/email: by the password and a code sent to the new address; none (null) by the password alone. The old address is told. */
export const ChangeEmail = z.union([
  z.strictObject({ email: Email, code: Code, password: Password, captcha: CaptchaAnswer.optional() }),
  z.strictObject({ email: z.null(), password: Password, captcha: CaptchaAnswer.optional() }),
]);
export type ChangeEmail = z.input<typeof ChangeEmail>;

/** A login of one's own that is open. What is null was not noted by the version that began it. */
export const OwnSession = z.object({
  id: z.string(),
  /** the one that asks */
  here: z.boolean(),
  since: Time,
  /** to the minute */
  seen: Time.nullable(),
  address: z.string().nullable(),
  /** `Chrome 156 · Windows` */
  browser: z.string().nullable(),
});
export type OwnSession = z.infer<typeof OwnSession>;
/**
 * GET /me/sessions, the one seen last first. DELETE /me/sessions/:id ends one, DELETE /me/sessions all but the own. A login ends after `idleHours` without a
 * request, and `hours` after it began.
 */
export const OwnSessions = z.object({ data: z.array(OwnSession), idleHours: z.number().int(), hours: z.number().int() });
export type OwnSessions = z.infer<typeof OwnSessions>;

/** GET /me/profile (PER-01..03). White: nickname, language; the e-mail address and the mobile change by proof, the rest is read only. Amounts are a part-time agent's. */
export const Profile = z.object({
  number: z.string(),
  name: z.string(),
  nickname: z.string().nullable(),
  email: z.string().nullable(),
  language: z.enum(['zh', 'en']).nullable(),
  /** as 138****8000 */
  mobile: z.string().nullable(),
  role: z.string(),
  groups: z.array(z.string()),
  partTime: z.boolean(),
  paidAmount: z.number().nullable(),
  unpaidAmount: z.number().nullable(),
  lastLoginAt: Time.nullable(),
  loginCount: z.number().int(),
  passwordRules: PasswordRules,
});
export type Profile = z.infer<typeof Profile>;
/** PUT /me/profile: only what is given changes. */
export const ProfileChange = z.strictObject({
  nickname: Nickname.nullable().optional(),
  language: z.enum(['zh', 'en']).nullable().optional(),
});
export type ProfileChange = z.input<typeof ProfileChange>;
