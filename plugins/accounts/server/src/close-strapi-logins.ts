/** Agents come in by our own door alone (no captcha or limit can be hung on `/auth/local`), and nobody registers. */
import type { Core } from '@strapi/strapi';

/** In `register()`, before routes are mounted. */
export function removeLoginRoutes(strapi: Core.Strapi): void {
  Object.assign(strapi.plugin('users-permissions').routes, { 'content-api': { type: 'content-api', routes: [] } });
}

/** In `bootstrap()`: whatever a role may do over generated REST routes by default, it may no longer. */
export async function revokeDefaults(strapi: Core.Strapi): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'users-permissions' });
  const advanced = await store.get({ key: 'advanced' });
  await store.set({ key: 'advanced', value: { ...(typeof advanced === 'object' ? advanced : {}), allow_register: false } });
  await strapi.db.query('plugin::users-permissions.permission').deleteMany({ where: {} });
}
