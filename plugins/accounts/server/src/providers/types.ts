/** Content types of messages; neither is on the workbench's lists: secrets and codes have a page of their own (`settings/outbox`). */
const tenant = { type: 'relation', relation: 'manyToOne', target: 'api::tenant.tenant', useJoinTable: false };
const plain = { options: { draftAndPublish: false }, kind: 'collectionType' };

export const providerUid = 'plugin::accounts.message-provider';
/** How a tenant's messages leave. Without a tenant: the instance's, for tenants that have none of their own. */
export const providerType = {
  schema: {
    ...plain,
    collectionName: 'message_providers',
    info: { singularName: 'message-provider', pluralName: 'message-providers', displayName: '消息通道' },
    pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
    indexes: [{ name: 'message_providers_tenant_channel_unique', columns: ['tenant_id', 'channel'], type: 'unique' }],
    attributes: {
      tenant,
      channel: { type: 'enumeration', enum: ['email', 'sms'], required: true },
      settings: { type: 'json', required: true },
      /** sealed (`seal.ts`) */
      secret: { type: 'text', private: true },
    },
  },
};

export const messageUid = 'plugin::accounts.sent-message';
/** What was to be sent. `text` loses its secrets once a provider has delivered it. */
export const messageType = {
  schema: {
    ...plain,
    collectionName: 'sent_messages',
    info: { singularName: 'sent-message', pluralName: 'sent-messages', displayName: '发件箱' },
    pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
    // no index may name `id`: Strapi's inspector leaves that column out and would make the index again at every boot
    indexes: [{ name: 'sent_messages_tenant_created', columns: ['tenant_id', 'created_at'] }],
    attributes: {
      tenant,
      channel: { type: 'enumeration', enum: ['email', 'sms'], required: true },
      purpose: { type: 'string', required: true },
      recipient: { type: 'string', required: true },
      subject: { type: 'string' },
      text: { type: 'text', required: true },
      state: { type: 'enumeration', enum: ['kept', 'sending', 'sent', 'failed'], required: true },
      trouble: { type: 'text' },
    },
  },
};
