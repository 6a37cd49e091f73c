/** A role of a tenant. `permissions` empty: as the base has them (contracts/permissions.ts), so that a better base reaches old tenants too. */
const label = (zh: string, en: string, choices = {}) => ({ pluginOptions: { workbench: { label: { zh, en }, choices } } });
const named = (zh: string, en: string) => ({ zh, en });

export const roleUid = 'plugin::accounts.role';

export const roleType = {
  schema: {
    kind: 'collectionType',
    collectionName: 'roles',
    info: { singularName: 'role', pluralName: 'roles', displayName: '角色', description: '能做什么、看到什么' },
    options: { draftAndPublish: false },
    pluginOptions: { workbench: { section: 'settings', icon: 'badge', position: 20, label: { zh: '角色', en: 'Roles' } } },
    indexes: [{ name: 'roles_tenant_code_unique', columns: ['tenant_id', 'code'], type: 'unique' }],
    attributes: {
      tenant: {
        type: 'relation',
        relation: 'manyToOne',
        target: 'api::tenant.tenant',
        useJoinTable: false,
        required: true,
        ...label('租户', 'Tenant'),
      },
      name: { type: 'string', required: true, maxLength: 60, ...label('名称', 'Name') },
      code: { type: 'string', required: true, regex: '^[a-z][A-Za-z0-9]{0,31}$', ...label('代码', 'Code') },
      base: {
        type: 'enumeration',
        enum: ['operator', 'admin', 'leader', 'quality', 'agent'],
        required: true,
        ...label('由此而来', 'Made from', {
          operator: named('运营商', 'Operator'),
          admin: named('企业管理员', 'Administrator'),
          leader: named('班长', 'Team leader'),
          quality: named('质检员', 'Quality inspector'),
          agent: named('坐席', 'Agent'),
        }),
      },
      permissions: { type: 'json', ...label('权限', 'Permissions') },
    },
  },
};
