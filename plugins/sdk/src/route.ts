import { refuse } from '@zuoxi/accounts/refusal';
import type { ActionPermission, Refusal, RestErrorCode } from '@zuoxi/contracts';
import { z } from 'zod';
import type { Call, Method, Route } from './definition';

/** Thrown by a route: the refusal that the browser gets. */
export class Refused extends Error {
  constructor(
    readonly code: RestErrorCode,
    readonly more: string | Omit<Refusal['error'], 'code'> = {},
  ) {
    super(code);
    this.name = 'Refused';
  }
}

/** What is not JSON: bytes with their type. `seconds`: how long the browser may keep it. */
export class Answer {
  constructor(
    readonly body: Buffer | string,
    readonly type: string,
    readonly seconds = 0,
  ) {}
}

const words = (error: z.ZodError): string => error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ');

/**
 * A route of a plugin, with what it takes said in zod. `run` returns what is answered as JSON (undefined: 204) or an `Answer`; what it throws besides
 * `Refused` is an internal error, named in the log.
 */
export function route<Q = unknown, B = unknown>(given: {
  method: Method;
  path: string;
  needs?: ActionPermission;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  run(call: Call<Q, B>): Promise<unknown>;
}): Route {
  const { method, path, needs, run } = given;
  const query: z.ZodType = given.query ?? z.unknown();
  const body: z.ZodType = given.body ?? z.unknown();
  return {
    method,
    path,
    needs,
    async answer(ctx, who, kit) {
      const asked = z.object({ query, body }).safeParse({ query: ctx.query, body: ctx.request.body });
      if (!asked.success) return refuse(ctx, 'badRequest', words(asked.error));
      const call = { who, params: ctx.params, kit, ctx, query: asked.data.query as Q, body: asked.data.body as B };
      try {
        const found = await run(call);
        if (found instanceof Answer) {
          ctx.set('Cache-Control', found.seconds ? `private, max-age=${found.seconds}` : 'no-store');
          ctx.type = found.type;
          ctx.body = found.body;
        } else if (found === undefined) ctx.status = 204;
        else ctx.body = found;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refuse(ctx, error.code, error.more);
      }
    },
  };
}
