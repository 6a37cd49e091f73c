/** What every type on the workbench has, added in `register()` before the database schema is made: whose a row is, and the tenant's own fields. */
import type { Core } from '@strapi/strapi';
import { typeOptions } from './options';
import { uids } from './uids';

const named = (zh: string, en: string, more: object = {}) => ({ pluginOptions: { workbench: { label: { zh, en }, ...more } } });
/** `visible: false`: the content-type builder must not write these into a schema file. */
const link = (target: string) => ({
  type: 'relation',
  relation: 'manyToOne',
  target,
  useJoinTable: false,
  configurable: false,
  visible: false,
});

const tenant = { ...link(uids.tenant), ...named('租户', 'Tenant') };
const owner = { ...link(uids.account), ...named('归属人', 'Owner') };
const group = { ...link(uids.group), ...named('归属班组', 'Group') };
const custom = { type: 'json', configurable: false, visible: false, ...named('自定义字段', 'Own fields', { hidden: true }) };

type Injected = Readonly<Record<string, object>>;
const everyType: Injected = { tenant, owner, group, custom };
/** Whose these are is said by what they are: an account is its own, a group its members', a tenant the operator's. */
const exceptions: Readonly<Record<string, Injected>> = {
  [uids.tenant]: {},
  [uids.group]: { tenant, custom },
  [uids.account]: { tenant, custom },
  [uids.role]: { tenant },
};

const accountOptions = {
  name: 'account',
  section: 'settings',
  icon: 'person',
  position: 30,
  title: 'displayName',
  label: { zh: '账号', en: 'Accounts' },
  columns: ['number', 'displayName', 'role', 'groups', 'mobile', 'email', 'blocked', 'lastLoginAt'],
  filters: ['number', 'displayName', 'role', 'groups', 'blocked', 'createdAt'],
};
/** Of the users-permissions plugin: names nobody types, and secrets of its own. */
const notForPeople = ['username', 'provider', 'resetPasswordToken', 'confirmationToken', 'confirmed'];

function labelAccounts(strapi: Core.Strapi): void {
  const type: { pluginOptions?: object; attributes: Record<string, object> } = strapi.contentType(uids.account);
  const own = typeOptions(type);
  type.pluginOptions = { ...type.pluginOptions, workbench: { ...accountOptions, ...own, name: 'account' } };
  for (const name of notForPeople) {
    const attribute = type.attributes[name];
    if (attribute) Object.assign(attribute, { pluginOptions: { workbench: { hidden: true } } });
  }
  const words: Readonly<Record<string, object>> = {
    email: named('邮箱', 'E-mail'),
    password: named('密码', 'Password'),
    blocked: named('停用', 'Blocked'),
  };
  for (const [name, label] of Object.entries(words)) {
    const attribute = type.attributes[name];
    if (attribute && !('pluginOptions' in attribute)) Object.assign(attribute, label);
  }
}

/** A file is a tenant's, and its uploader's until a row holds it. */
function injectFiles(strapi: Core.Strapi): void {
  const { attributes }: { attributes: Record<string, object> } = strapi.contentType(uids.file);
  attributes.tenant ??= tenant;
  attributes.owner ??= owner;
}

export function injectFields(strapi: Core.Strapi): void {
  labelAccounts(strapi);
  injectFiles(strapi);
  for (const [uid, type] of Object.entries({ ...strapi.contentTypes })) {
    const options = typeOptions(type);
    if (!options) continue;
    const { attributes }: { attributes: Record<string, object> } = type;
    for (const [name, attribute] of Object.entries(exceptions[uid] ?? (options.readOnly ? { tenant } : everyType))) {
      const had = attributes[name];
      if (name === 'tenant' && had) continue;
      // a schema file that an older builder wrote it into must not turn the column into a table of links
      attributes[name] = { ...had, ...attribute };
    }
  }
}
