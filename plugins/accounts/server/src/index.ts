/** Strapi plugin `accounts`: who people are, and on whose behalf the record plane works. */
import type { Core } from '@strapi/strapi';
import { provide, runAs } from '@zuoxi/record-plane';
import { audit, auditBy } from './audit/audit';
import { auditController } from './audit/audit-controller';
import { countRefused, endRefused } from './audit/note-refused';
import { readLogOf } from './audit/read-log';
import { registerAuditTable } from './audit/tables';
import { watchPanel } from './audit/watch-panel';
import { watchRows } from './audit/watch-rows';
import { accountController } from './account-controller';
import { makeUsersAgents, nameNewAgents } from './agent-type';
import { captchaController } from './captcha/controller';
import { removeLoginRoutes, revokeDefaults } from './close-strapi-logins';
import { codeController } from './codes/controller';
import { askHidden } from './hidden/ask';
import { registerHiddenTable, sweepMisses } from './hidden/budget';
import { closeStaticFolders } from './isolation/close-static';
import { sayWhoActs } from './isolation/connection';
import { guardRows } from './isolation/policies';
import { stampParts } from './isolation/stamp-parts';
import { loginController } from './login/controller';
import { sweepSentCodes } from './codes/budgets';
import { sweepCodes } from './codes/codes';
import { sweepBrowsers } from './login/browsers';
import { sweepFailures } from './login/failures';
import { sweepTickets } from './login/ticket';
import { mayMiddleware } from './may';
import { operatorController } from './operator/controller';
import { forgetActs } from './operator/forget';
import { registerOperatorTable } from './operator/inside';
import { ownSessionsController } from './own-sessions';
import { partsOf } from './parts';
import { oddBodies, oddRequests } from './requests/odd';
import { watchAccounts } from './passwords/account-writes';
import { keepOldRules } from './passwords/rules';
import { passwordController } from './passwords/controller';
import { peopleOf } from './people';
import { keepPhonesAsHa1 } from './passwords/phones';
import { profileController } from './profile/controller';
import { providerController } from './providers/controller';
import { messageType, providerType } from './providers/types';
import { roleType } from './role-type';
import { routes } from './routes';
import { screenController } from './screen/controller';
import { extendSessions, isOpen } from './sessions';
import { Settings } from './settings';
import { signedIn } from './signed-in';
import { giveFirstRoles } from './tenants/first-roles';
import { registerLoginTables } from './tables';
import { lockTenants } from './tenant-lock';
import { addTenantSettings } from './tenant-type';

type PluginContext = { strapi: Core.Strapi };
export default {
  config: { default: {}, validator: (config: unknown) => void Settings.parse(config) },
  contentTypes: { role: roleType, 'message-provider': providerType, 'sent-message': messageType },
  register({ strapi }: PluginContext): void {
    provide(strapi, {
      audit: { write: (entry) => audit(strapi, entry), by: (who, entry) => auditBy(strapi, who, entry) },
      reads: readLogOf(strapi),
      hidden: { ask: (who, question) => askHidden(strapi, who, question) },
      people: peopleOf(strapi),
      sessions: { isOpen: (session) => isOpen(strapi, session) },
    });
    sayWhoActs(strapi);
    registerAuditTable(strapi);
    registerLoginTables(strapi);
    registerOperatorTable(strapi);
    registerHiddenTable(strapi);
    makeUsersAgents(strapi);
    addTenantSettings(strapi);
    extendSessions(strapi);
    watchAccounts(strapi);
    removeLoginRoutes(strapi);
    lockTenants(strapi);
    watchRows(strapi);
    watchPanel(strapi);
    stampParts(strapi);
    nameNewAgents(strapi);
    giveFirstRoles(strapi);
  },
  async bootstrap({ strapi }: PluginContext): Promise<void> {
    await guardRows(strapi);
    closeStaticFolders(strapi);
    await keepPhonesAsHa1(strapi);
    await runAs({ as: 'system' }, () => revokeDefaults(strapi));
    await keepOldRules(strapi);
    await sweepCodes(strapi);
    await sweepFailures(strapi);
    await sweepMisses(strapi);
    await sweepSentCodes(strapi);
    await sweepBrowsers(strapi);
    await sweepTickets(strapi);
    await forgetActs(strapi);
    countRefused(strapi);
  },
  /** What was read and refused is written down, what nobody waited for is done, and messages that are under way still leave. */
  async destroy({ strapi }: PluginContext): Promise<void> {
    const { later, refusals, delivery } = partsOf(strapi);
    await readLogOf(strapi).stop();
    refusals.flush();
    await later.idle();
    await delivery.idle();
    await endRefused(strapi);
  },
  controllers: {
    account: accountController,
    audit: auditController,
    captcha: captchaController,
    code: codeController,
    login: loginController,
    operator: operatorController,
    ownSessions: ownSessionsController,
    password: passwordController,
    profile: profileController,
    provider: providerController,
    screen: screenController,
  },
  services: {
    parts: ({ strapi }: PluginContext) => partsOf(strapi),
    reads: ({ strapi }: PluginContext) => readLogOf(strapi),
  },
  middlewares: { 'signed-in': signedIn, may: mayMiddleware, 'odd-requests': oddRequests, 'odd-bodies': oddBodies },
  routes: { 'content-api': { type: 'content-api', routes } },
};
