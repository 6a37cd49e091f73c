/** A field that a tenant made at run time. Its values lie in the rows' `custom`; `removed` hides it and keeps them. */
export const fieldUid = 'plugin::workbench.field';

export const fieldType = {
  schema: {
    kind: 'collectionType',
    collectionName: 'workbench_fields',
    info: { singularName: 'field', pluralName: 'fields', displayName: '自定义字段' },
    options: { draftAndPublish: false },
    pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
    indexes: [{ name: 'workbench_fields_unique', columns: ['tenant_id', 'type', 'name'], type: 'unique' }],
    attributes: {
      tenant: { type: 'relation', relation: 'manyToOne', target: 'api::tenant.tenant', useJoinTable: false, required: true },
      type: { type: 'string', required: true },
      name: { type: 'string', required: true },
      definition: { type: 'json', required: true },
      removed: { type: 'boolean', required: true, default: false },
    },
  },
};
