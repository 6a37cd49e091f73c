import type { Core } from '@strapi/strapi';
import type { DemoLogins } from '@zuoxi/contracts';
import { password } from './passwords';

/** The operator of a fresh instance. Without one, Strapi shows everybody the page that makes the first super admin. */
export async function seedAdmin(strapi: Core.Strapi): Promise<NonNullable<DemoLogins['admin']> | null> {
  const users = strapi.service('admin::user');
  if (await users.exists()) return null;
  const role = await strapi.service('admin::role').getSuperAdmin();
  const login = { email: 'admin@zuoxi.local', password: password() };
  await users.create({
    ...login,
    firstname: '系统',
    lastname: '管理员',
    isActive: true,
    registrationToken: null,
    roles: [role.id],
    preferedLanguage: 'zh-Hans',
  });
  return login;
}
