/** What Strapi's panel does besides rows: who comes in, and what happens to the content types. Told to the operators' chains. */
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { actorAbove, administrator, tellOperators } from './watch-rows';

/** One of the shapes in which the builder sends what it changes. */
const Sent = z.looseObject({
  data: z.looseObject({
    contentTypes: z.array(z.looseObject({ uid: z.string() })),
    components: z.array(z.looseObject({ uid: z.string() })).default([]),
  }),
});

type BuilderRoute = { method: string; config?: { middlewares?: unknown[] } };
const adminRoutes = (routes: unknown): BuilderRoute[] =>
  typeof routes === 'object' && routes !== null && 'admin' in routes ? (routes.admin as { routes: BuilderRoute[] }).routes : [];

/** After the builder's own checks, before its work: it restarts Strapi as soon as it has written. */
async function typesChanged(strapi: Core.Strapi, ctx: Context): Promise<void> {
  const who = actorAbove(strapi);
  if (!who) return;
  const sent = Sent.safeParse(ctx.request.body).data?.data;
  const named = sent
    ? [...sent.contentTypes, ...sent.components].map(({ uid }) => uid)
    : [ctx.params.uid ?? ctx.params.name ?? ''];
  await tellOperators(strapi, who, {
    act: 'types.changed',
    target: named.length === 1 ? String(named[0]) : '',
    details: { types: named },
  });
}

/** In `register()`, before routes are mounted. */
export function watchPanel(strapi: Core.Strapi): void {
  const builder = strapi.plugins['content-type-builder'];
  for (const route of builder ? adminRoutes(builder.routes) : []) {
    if (route.method === 'GET') continue;
    const told = async (ctx: Context, next: Next): Promise<unknown> => {
      await typesChanged(strapi, ctx);
      return next();
    };
    route.config = { ...route.config, middlewares: [...(route.config?.middlewares ?? []), told] };
  }
  strapi.eventHub.on('admin.auth.success', async (given: unknown) => {
    const actor = administrator(z.looseObject({ user: z.unknown() }).parse(given).user);
    const entry = { act: 'administrator.login', target: '', details: {} };
    // nobody waits for an event: what goes wrong is said here
    await tellOperators(strapi, { actor, details: {}, home: null }, entry).catch((error: unknown) => strapi.log.error(error));
  });
}
