/**
 * The last net under our routes: what no parser named and PostgreSQL does not take is the asker's fault and said to be. In front of it routes parse what they
 * take; what would hurt on the way there (a NUL in an address, JSON nested beyond any form) is refused at once.
 */
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { isDeeper, refusalOf, refuse } from '@zuoxi/record-plane';

/** As koa-body throws what is no JSON. Too large a body keeps its own answer. */
const NoJson = z.looseObject({ status: z.literal(400), name: z.literal('SyntaxError') });

/** Deeper than forms, rules and views nest; what writes or walks it by recursion overflows far beyond that. */
const deepest = 64;

const controlInPath = /%(0[0-9a-f]|1[0-9a-f]|7f)/i;
/** A query may hold what a text box writes: tab, line feed, carriage return. */
const controlInQuery = /%(0[0-8bcef]|1[0-9a-f]|7f)/i;
/** RFC 3986 §2.1 */
const brokenEscape = /%(?![0-9a-f]{2})/i;

/** Around the parser of bodies: an address in which nothing can be meant is refused before any route, Strapi's own included. */
export const oddRequests = () => async (ctx: Context, next: Next) => {
  if (controlInPath.test(ctx.path) || brokenEscape.test(ctx.path) || controlInQuery.test(ctx.querystring))
    return refuse(ctx, 'badRequest', 'a control character in the address');
  if (!ctx.path.startsWith('/api/')) return next();
  try {
    return await next();
  } catch (error) {
    const refusal = refusalOf(error) ?? (NoJson.safeParse(error).success ? 'badRequest' : null);
    if (!refusal) throw error;
    return refuse(ctx, refusal);
  }
};

/** Behind the parser of bodies. */
export const oddBodies = () => async (ctx: Context, next: Next) => {
  const body: unknown = ctx.path.startsWith('/api/') ? ctx.request.body : null;
  return isDeeper(body, deepest) ? refuse(ctx, 'badRequest', 'nested too deep') : next();
};
