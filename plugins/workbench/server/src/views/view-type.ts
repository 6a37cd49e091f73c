/** One layer of how a type looks; and the states before a package was put, for the way back. */
const tenant = { type: 'relation', relation: 'manyToOne', target: 'api::tenant.tenant', useJoinTable: false, required: true };
const base = {
  kind: 'collectionType',
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
};

export const viewType = {
  schema: {
    ...base,
    collectionName: 'workbench_views',
    info: { singularName: 'view', pluralName: 'views', displayName: '界面设置' },
    indexes: [{ name: 'workbench_views_unique', columns: ['tenant_id', 'type', 'layer', 'subject'], type: 'unique' }],
    attributes: {
      tenant,
      type: { type: 'string', required: true },
      layer: { type: 'enumeration', enum: ['user', 'role', 'tenant'], required: true },
      /** the account's or role's id; `*` of the tenant's layer */
      subject: { type: 'string', required: true },
      view: { type: 'json', required: true },
      /** the fields that there were when it was saved */
      known: { type: 'json', required: true },
    },
  },
};

export const packageStateType = {
  schema: {
    ...base,
    collectionName: 'workbench_package_states',
    info: { singularName: 'package-state', pluralName: 'package-states', displayName: '界面设置历史' },
    attributes: { tenant, state: { type: 'json', required: true } },
  },
};
