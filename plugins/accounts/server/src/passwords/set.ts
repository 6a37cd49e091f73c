import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { act } from '../acts';
import type { Account } from '../agents';
import { runAs } from '../context';
import { forgive } from '../login/failures';
import { partsOf } from '../parts';
import { endSessions } from '../sessions';
import { rowsOf } from '../tables';

/** Stores the password, thaws the account and ends its sessions but the excepted one. */
export async function setPassword(strapi: Core.Strapi, account: Account, password: string, except?: string): Promise<void> {
  const users = strapi.plugin('users-permissions').service('user');
  const { password: hash }: { password: string } = await users.ensureHashedPasswords({ password });
  await runAs({ as: 'system' }, async () => {
    await rowsOf(strapi, 'update up_users set password = ?, updated_at = now() where id = ?', [hash, account.row]);
    await passwordIsNew(strapi, account.row, except);
  });
  await act(strapi, account, except ? 'password.changed' : 'password.reset');
}

/** What follows from every new password (LOG-12). */
export async function passwordIsNew(strapi: Core.Strapi, user: number, except?: string, trx?: Knex): Promise<void> {
  await forgive(strapi, user, trx);
  partsOf(strapi).workbenches.gone(await endSessions(strapi, user, except));
}
