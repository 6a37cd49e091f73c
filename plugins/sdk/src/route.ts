import type { ActionPermission } from '@zuoxi/contracts';
import { parsed } from '@zuoxi/record-plane';
import { z } from 'zod';
import type { Method } from './definition';
import type { Call } from './kit';

export type Route = {
  method: Method;
  /** below `/api/<plugin>`, as Koa's router takes it: `/places/:id` */
  path: string;
  /** the role must be allowed this action; without it every account of a tenant that has the plugin may ask */
  needs?: ActionPermission;
  answer(call: Omit<Call, 'query' | 'body'>): Promise<unknown>;
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
    answer(call) {
      const { query, body } = parsed(shape, { query: call.ctx.query, body: call.ctx.request.body });
      return run({ ...call, query: query as Q, body: body as B });
    },
  };
}
