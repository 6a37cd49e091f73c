/** No path and no query has a use for control characters: PostgreSQL keeps no NUL, and what it refuses would be an internal error. */
import type { Context, Next } from 'koa';
import { refuse } from './refusal';

const anyControl = /%(0[0-9a-f]|1[0-9a-f]|7f)/i;
/** A query may hold what a text box writes: tab, line feed, carriage return. */
const controlInQuery = /%(0[0-8bcef]|1[0-9a-f]|7f)/i;
/** RFC 3986 §2.1 */
const brokenEscape = /%(?![0-9a-f]{2})/i;

/** Global middleware: 400 before any route, Strapi's own included. */
export const plainAddresses =
  () =>
  (ctx: Context, next: Next): Promise<void> | void =>
    anyControl.test(ctx.path) || brokenEscape.test(ctx.path) || controlInQuery.test(ctx.querystring)
      ? refuse(ctx, 'badRequest', 'a control character in the address')
      : next();
