/** What a tenant told a plugin: one row a plugin. `sealed` holds the secrets. */
export const settingUid = 'plugin::workbench.plugin-setting';

export const settingType = {
  schema: {
    kind: 'collectionType',
    collectionName: 'plugin_settings',
    info: { singularName: 'plugin-setting', pluralName: 'plugin-settings', displayName: '插件设置' },
    options: { draftAndPublish: false },
    pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
    indexes: [{ name: 'plugin_settings_tenant_plugin_unique', columns: ['tenant_id', 'plugin'], type: 'unique' }],
    attributes: {
      tenant: { type: 'relation', relation: 'manyToOne', target: 'api::tenant.tenant', useJoinTable: false, required: true },
      plugin: { type: 'string', required: true },
      values: { type: 'json' },
      sealed: { type: 'text', private: true },
    },
  },
};
