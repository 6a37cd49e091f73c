/** Who was refused what, told to the audit log by the door that every route of ours has (`signed-in.ts`). */
import type { Core } from '@strapi/strapi';
import { Refusal, type SignedIn } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { partsOf } from '../parts';
import { audit } from './audit';
import { windowMs, type RefusedRequest as Noted } from './refused-requests';

/** What somebody was kept from; a wrong shape, a missing row or a weak password is no such thing. */
const keptFrom: ReadonlySet<string> = new Set(['forbidden', 'moduleOff', 'noGroup', 'tokenInvalid']);
const mostLetters = 80;

const write = (strapi: Core.Strapi, { tenant, actor, ...about }: Noted, more: Record<string, unknown>): Promise<void> =>
  audit(strapi, { tenant, actor, act: 'request.refused', details: { ...about, ...more } });

/** After the handler. `who`: as the request saw them, so an operator inside a tenant is told to that tenant. */
export async function noteRefused(strapi: Core.Strapi, ctx: Context, who: SignedIn): Promise<void> {
  if (ctx.status !== 403) return;
  const error = Refusal.safeParse(ctx.body).data?.error;
  if (!error || !keptFrom.has(error.code)) return;
  const route: unknown = ctx._matchedRoute;
  const noted: Noted = {
    tenant: who.tenant.id,
    actor: who.agent.id,
    method: ctx.method,
    route: typeof route === 'string' ? route : 'unknown',
    reason: error.code,
  };
  if (!partsOf(strapi).refusedRequests.note(noted, Date.now())) return;
  const { type, name } = ctx.params ?? {};
  const of: unknown = type ?? name;
  await write(strapi, noted, {
    ...(error.message && { needed: error.message.slice(0, mostLetters) }),
    ...(typeof of === 'string' && { type: of.slice(0, mostLetters) }),
    ...(who.operator && { operator: `${who.agent.number} ${who.agent.name}` }),
  });
}

export async function writeCounted(strapi: Core.Strapi, all = false): Promise<void> {
  for (const { refusal, times } of partsOf(strapi).refusedRequests.due(Date.now(), all)) await write(strapi, refusal, { times });
}

const timers = new WeakMap<Core.Strapi, NodeJS.Timeout>();

/** In `bootstrap()`. */
export function countRefused(strapi: Core.Strapi): void {
  const timer = setInterval(() => {
    writeCounted(strapi).catch((error: unknown) => strapi.log.error(error));
  }, windowMs / 2);
  timers.set(strapi, timer.unref());
}

/** In `destroy()`: what was counted is written. */
export async function endRefused(strapi: Core.Strapi): Promise<void> {
  clearInterval(timers.get(strapi));
  await writeCounted(strapi, true);
}
