import type { RestErrorCode } from '@zuoxi/contracts';
import type { Context } from 'koa';

const statuses: Readonly<Record<RestErrorCode, number>> = {
  badRequest: 400,
  wrongCredentials: 401,
  notSignedIn: 401,
  tokenInvalid: 403,
  notFound: 404,
  tooManyAttempts: 429,
  internal: 500,
};

/** Answers `{ error: { code, message? } }`, the shape of every refusal of our routes. */
export function refuse(ctx: Context, code: RestErrorCode, message?: string): void {
  ctx.status = statuses[code];
  ctx.body = { error: { code, ...(message ? { message } : {}) } };
}
