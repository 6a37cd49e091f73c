/** How code of the record plane says no. One class for all of it, so that each `catch` sees everybody's. */
import type { Refusal, RestErrorCode } from '@zuoxi/contracts';
import type { Context } from 'koa';

type More = Omit<Refusal['error'], 'code'>;

/** Thrown by whatever serves a request; `answering` makes it the answer. A text is its `message`: for developers, in English. */
export class Refused extends Error {
  readonly more: More;

  constructor(
    readonly code: RestErrorCode,
    more: string | More = {},
  ) {
    super(code);
    this.name = 'Refused';
    this.more = typeof more === 'string' ? { message: more } : more;
  }
}

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

/** Answers `{ error: { code, message?, issues?, wait? } }` (contracts `Refusal`): for middlewares, which have no handler to throw from. */
export function refuse(ctx: Context, code: RestErrorCode, more: string | More = {}): void {
  const { more: said } = new Refused(code, more);
  ctx.status = statuses[code];
  if (said.wait !== undefined) ctx.set('Retry-After', String(said.wait));
  ctx.body = { error: { code, ...said } } satisfies Refusal;
}
