/** What every tenant begins with (TEN-01): a role of each kind, ready to be given. Words in Chinese; a tenant renames them as it likes. */
import type { Core, UID } from '@strapi/strapi';
import type { RoleBase } from '@zuoxi/contracts';
import { z } from 'zod';
import { runAs } from '@zuoxi/record-plane';
import { roleUid } from '../role-type';

type Kind = 'enterprise' | 'operator';
const roles: Readonly<Record<Kind, readonly { base: RoleBase; name: string }[]>> = {
  enterprise: [
    { base: 'admin', name: '企业管理员' },
    { base: 'leader', name: '班长' },
    { base: 'quality', name: '质检员' },
    { base: 'agent', name: '坐席' },
  ],
  operator: [{ base: 'operator', name: '运营商' }],
};
const Made = z.object({ id: z.number(), kind: z.enum(['enterprise', 'operator']).nullish() });

/** In `register()`: whoever makes a tenant, in a form or by code, it has its roles in the same transaction. */
export function giveFirstRoles(strapi: Core.Strapi): void {
  strapi.db.lifecycles.subscribe({
    models: ['api::tenant.tenant'],
    async afterCreate({ result }) {
      const { id: tenant, kind } = Made.parse(result);
      await runAs({ as: 'system' }, async () => {
        for (const { base, name } of roles[kind ?? 'enterprise'])
          await strapi.documents(roleUid as UID.ContentType).create({ data: { tenant, name, code: base, base } });
      });
    },
  });
}
