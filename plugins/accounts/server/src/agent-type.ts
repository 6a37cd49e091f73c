/**
 * An agent is a users-permissions user of a tenant: one row holds the login, the number, the groups and the phone. Its id everywhere outside this
 * database is the document id, which never changes.
 */
import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { roleUid } from './role-type';

export const agentType = 'plugin::users-permissions.user';

const named = (zh: string, en: string, more: object = {}) => ({ pluginOptions: { workbench: { label: { zh, en }, ...more } } });
/** written by the record plane alone */
const grey = { access: 'read' };
const notForPeople = { pluginOptions: { workbench: { hidden: true } } };
/** the attribute beside it that holds what is kept of it */
const keptAs = 'phoneDigest';

const attributes = {
  tenant: {
    type: 'relation',
    relation: 'manyToOne',
    target: 'api::tenant.tenant',
    useJoinTable: false,
    ...named('租户', 'Tenant'),
  },
  number: { type: 'string', required: true, regex: '^[0-9]{2,10}$', ...named('工号', 'Number') },
  displayName: { type: 'string', maxLength: 120, ...named('姓名', 'Name') },
  nickname: { type: 'string', maxLength: 30, ...named('客服昵称', 'Nickname') },
  /** never shown to customers (LOG-17) */
  mobile: { type: 'string', regex: '^(1[0-9]{10}|[+][0-9]{7,15})$', ...named('手机号', 'Mobile', { phone: true, mask: true }) },
  mobileProvedAt: { type: 'datetime', ...notForPeople },
  language: {
    type: 'enumeration',
    enum: ['zh', 'en'],
    ...named('语言', 'Language', { choices: { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } } }),
  },
  groups: { type: 'relation', relation: 'manyToMany', target: 'api::group.group', ...named('班组', 'Groups') },
  role: { type: 'relation', relation: 'manyToOne', target: roleUid, useJoinTable: false, ...named('角色', 'Role') },
  mayDial: { type: 'boolean', default: true, required: true, ...named('可外呼', 'May dial') },
  phonePassword: {
    type: 'string',
    private: true,
    minLength: 8,
    ...named('话机密码（仅桌面话机）', 'Phone password (desk phones only)', { keptAs }),
  },
  /** HA1 of RFC 7616 §3.4.2: all that a digest is checked with. Made by the database of the password, which is nowhere kept (`passwords/phones.ts`) */
  [keptAs]: { type: 'string', private: true, configurable: false, visible: false, ...notForPeople },
  partTime: { type: 'boolean', default: false, ...named('兼职', 'Part-time') },
  paidAmount: { type: 'decimal', ...named('已付金额', 'Paid amount') },
  unpaidAmount: { type: 'decimal', ...named('未付金额', 'Unpaid amount') },
  lastLoginAt: { type: 'datetime', ...named('上次登录', 'Last login', grey) },
  loginCount: { type: 'integer', default: 0, ...named('登录次数', 'Logins', grey) },
  frozenUntil: { type: 'datetime', ...named('冻结至', 'Frozen until', grey) },
} as const;

/** Adds what makes a user an agent. In `register()`, before the database schema is made. */
export function makeUsersAgents(strapi: Core.Strapi): void {
  const type = strapi.contentType(agentType);
  Object.assign(type.attributes, attributes);
  Object.assign(type.info, { displayName: '坐席' });
  const unique = (column: string) => ({
    name: `up_users_tenant_${column}_unique`,
    columns: ['tenant_id', column],
    type: 'unique',
  });
  Object.assign(type, { indexes: ['number', 'email', 'mobile'].map(unique) });
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
