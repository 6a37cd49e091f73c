/**
 * On whose behalf the record plane works right now. The tenant lock (accounts, `tenant-lock.ts`) asks this before every query of Strapi's layers;
 * nobody means: refused.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import type { TenantId } from '@zuoxi/contracts';

export type Acting =
  /** a person of one tenant: sees and writes that tenant's rows only. `row` is the tenant's primary key */
  | { as: 'tenant'; tenant: TenantId; row: number }
  /** Strapi's admin panel, behind its own login */
  | { as: 'operator' }
  /** the record plane's own work: directory, seed, event store */
  | { as: 'system' };

const acting = new AsyncLocalStorage<Acting>();

/** Runs `work` on behalf of `who`. Awaits it inside, because knex builds lazily: a query awaited outside would run on behalf of nobody. */
export function runAs<T>(who: Acting, work: () => T | Promise<T>): Promise<T> {
  return acting.run(who, async () => await work());
}

/** Null is nobody. A request becomes the operator's only once Strapi's admin strategy has let it in. */
export function whoActs(strapi: Core.Strapi): Acting | null {
  const given = acting.getStore();
  if (given) return given;
  const strategy: unknown = strapi.requestContext.get()?.state?.auth?.strategy?.name;
  return strategy === 'admin' ? { as: 'operator' } : null;
}
