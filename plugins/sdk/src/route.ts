import type { ActionPermission } from '@zuoxi/contracts';
import { parsed, type Caller } from '@zuoxi/record-plane';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Call, Kit, Method } from './definition';

export type Route = {
  method: Method;
  /** below `/api/<plugin>`, as Koa's router takes it: `/places/:id` */
  path: string;
  /** the role must be allowed this action; without it every account of a tenant that has the plugin may ask */
  needs?: ActionPermission;
  answer(ctx: Context, caller: Caller, kit: Kit): Promise<unknown>;
};

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
  const shape = z.object({ query: given.query ?? z.unknown(), body: given.body ?? z.unknown() });
  return {
    method,
    path,
    needs,
    answer(ctx, caller, kit) {
      const { query, body } = parsed(shape, { query: ctx.query, body: ctx.request.body });
      return run({ who: caller.who, params: ctx.params, kit, ctx, query: query as Q, body: body as B });
    },
  };
}
