/** The content types that the platform itself rests on. */
export const uids = {
  tenant: 'api::tenant.tenant',
  group: 'api::group.group',
  role: 'plugin::accounts.role',
  account: 'plugin::users-permissions.user',
  file: 'plugin::upload.file',
} as const;
