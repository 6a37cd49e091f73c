/**
 * An agent is a users-permissions user of a tenant: one row holds the login, the number, the groups and the phone. Its id everywhere outside this
 * database is the document id, which never changes.
 */
import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { roleUid } from './role-type';

export const agentType = 'plugin::users-permissions.user';

const named = (zh: string, en: string) => ({ pluginOptions: { workbench: { label: { zh, en } } } });

const attributes = {
  tenant: {
    type: 'relation',
    relation: 'manyToOne',
    target: 'api::tenant.tenant',
    useJoinTable: false,
    ...named('租户', 'Tenant'),
  },
  number: { type: 'string', regex: '^[0-9]{2,10}$', ...named('工号', 'Number') },
  displayName: { type: 'string', maxLength: 120, ...named('姓名', 'Name') },
  groups: { type: 'relation', relation: 'manyToMany', target: 'api::group.group', ...named('班组', 'Groups') },
  role: { type: 'relation', relation: 'manyToOne', target: roleUid, useJoinTable: false, ...named('角色', 'Role') },
  mayDial: { type: 'boolean', default: true, required: true, ...named('可外呼', 'May dial') },
  phonePassword: {
    type: 'string',
    private: true,
    minLength: 8,
    ...named('话机密码（仅桌面话机）', 'Phone password (desk phones only)'),
  },
} as const;

/** Adds what makes a user an agent. In `register()`, before the database schema is made. */
export function makeUsersAgents(strapi: Core.Strapi): void {
  const type = strapi.contentType(agentType);
  Object.assign(type.attributes, attributes);
  Object.assign(type.info, { displayName: '坐席' });
  Object.assign(type, { indexes: [{ name: 'up_users_tenant_number_unique', columns: ['tenant_id', 'number'], type: 'unique' }] });
  for (const name of ['username', 'email']) Object.assign(type.attributes[name] ?? {}, { required: false });
}

/** The plugin wants a unique username; people know a tenant and a number. */
export function nameNewAgents(strapi: Core.Strapi): void {
  strapi.db.lifecycles.subscribe({
    models: [agentType],
    beforeCreate({ params }) {
      params.data.username ||= randomUUID();
      params.data.provider ??= 'local';
      params.data.confirmed = true;
    },
  });
}
