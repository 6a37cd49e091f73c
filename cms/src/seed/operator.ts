import type { Core } from '@strapi/strapi';
import type { DemoLogins } from '@zuoxi/contracts';
import { create } from './create';
import { password } from './passwords';
import { rolesOf } from './roles-of';

/** Who runs the instance (TEN-01): a tenant of its own, above the others, with one account. Its code is `operator`. */
export async function seedOperator(strapi: Core.Strapi): Promise<NonNullable<DemoLogins['others']>[number]> {
  const add = create(strapi);
  const { id: tenant } = await add('api::tenant.tenant', { code: 'operator', name: '运营商', language: 'zh', kind: 'operator' });
  const roles = await rolesOf(strapi, tenant);
  const login = { number: '9000', name: '运营', password: password() };
  await add('plugin::users-permissions.user', {
    tenant,
    number: login.number,
    displayName: login.name,
    password: login.password,
    role: roles.get('operator'),
  });
  return { ...login, tenant: 'operator', role: 'operator' };
}
