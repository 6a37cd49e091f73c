import type { Refusal, RestErrorCode } from '@zuoxi/contracts';
import type { Context } from 'koa';

const statuses: Readonly<Record<RestErrorCode, number>> = {
  badRequest: 400,
  wrongCredentials: 401,
  notSignedIn: 401,
  tokenInvalid: 403,
  forbidden: 403,
  invalid: 400,
  taken: 409,
  captchaNeeded: 401,
  wrongCaptcha: 401,
  frozen: 423,
  wrongCode: 401,
  tooSoon: 429,
  weakPassword: 400,
  noGroup: 403,
  firstLogin: 403,
  moduleOff: 403,
  notFound: 404,
  tooManyAttempts: 429,
  internal: 500,
};

/** Answers `{ error: { code, message?, issues?, wait? } }` (contracts `Refusal`), the shape of every refusal of our routes. */
export function refuse(ctx: Context, code: RestErrorCode, more: string | Omit<Refusal['error'], 'code'> = {}): void {
  ctx.status = statuses[code];
  ctx.body = { error: { code, ...(typeof more === 'string' ? { message: more } : more) } } satisfies Refusal;
}
