/** Strapi plugin `accounts`: who people are, and on whose behalf the record plane works. */
import type { Core } from '@strapi/strapi';
import { accountController } from './account-controller';
import { makeUsersAgents, nameNewAgents } from './agent-type';
import { removeLoginRoutes, revokeDefaults } from './close-strapi-logins';
import { runAs } from './context';
import { roleType } from './role-type';
import { isOpen } from './sessions';
import { Settings } from './settings';
import { signedIn } from './signed-in';
import { lockTenants } from './tenant-lock';

type Given = { strapi: Core.Strapi };
const own = { auth: false, middlewares: ['plugin::accounts.signed-in'] };

export default {
  config: { default: {}, validator: (config: unknown) => void Settings.parse(config) },
  contentTypes: { role: roleType },
  register({ strapi }: Given): void {
    makeUsersAgents(strapi);
    removeLoginRoutes(strapi);
    lockTenants(strapi);
    nameNewAgents(strapi);
  },
  async bootstrap({ strapi }: Given): Promise<void> {
    await runAs({ as: 'system' }, () => revokeDefaults(strapi));
  },
  controllers: { account: accountController },
  services: { sessions: ({ strapi }: Given) => ({ isOpen: (session: string): Promise<boolean> => isOpen(strapi, session) }) },
  middlewares: { 'signed-in': signedIn },
  routes: {
    'content-api': {
      type: 'content-api',
      routes: [
        { method: 'POST', path: '/login', handler: 'account.login', config: { auth: false } },
        { method: 'GET', path: '/me', handler: 'account.me', config: own },
        { method: 'POST', path: '/live-token', handler: 'account.liveToken', config: own },
        { method: 'POST', path: '/logout', handler: 'account.logout', config: own },
      ],
    },
  },
};
