/** How a handler of ours says no: it throws `Refused`, and the answer is the refusal of the contract. */
import type { Refusal, RestErrorCode } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { z } from 'zod';
import { runAs } from './context';
import { refuse } from './refusal';

export class Refused extends Error {
  constructor(
    readonly code: RestErrorCode,
    readonly more: Omit<Refusal['error'], 'code'> = {},
  ) {
    super(code);
    this.name = 'Refused';
  }
}

type Handler = (ctx: Context) => unknown;

/** Answers what the work returns (nothing: 204), or its refusal. Nothing of these routes may be kept by a cache. */
export const answering =
  (work: Handler) =>
  async (ctx: Context): Promise<void> => {
    ctx.set('Cache-Control', 'no-store');
    try {
      const answer = await work(ctx);
      if (answer === undefined) ctx.status = 204;
      else ctx.body = answer;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.more.wait !== undefined) ctx.set('Retry-After', String(error.more.wait));
      refuse(ctx, error.code, error.more);
    }
  };

/** The same for strangers: until somebody has proved who they are, the record plane itself looks. */
export const answeringStrangers = (work: Handler) => answering((ctx) => runAs({ as: 'system' }, () => work(ctx)));

/** Parses what was asked; a wrong shape is `badRequest` with the names of what is wrong. */
export function asked<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const message = read.error.issues.map((issue) => issue.path.join('.') || issue.message).join(', ');
  throw new Refused('badRequest', { message });
}
