/** What people do with their accounts, told to the audit log. */
import type { Core } from '@strapi/strapi';
import type { Account } from './agents';
import { audit } from './audit/audit';

export type Act =
  | 'login'
  | 'account.frozen'
  | 'session.moved'
  | 'session.ended'
  | 'password.changed'
  | 'password.reset'
  | 'mobile.bound'
  | 'email.changed'
  | 'code.sent';

/** In the name of the account; where nobody proved to be it (a freeze, a reset by an admin) `actor` says who did. */
export const act = (
  strapi: Core.Strapi,
  account: Account,
  what: Act,
  details: Record<string, unknown> = {},
  actor: string = account.id,
): Promise<void> => audit(strapi, { tenant: account.tenant, actor, act: what, target: account.id, details });
