/** A new enterprise gets somebody who can go on from there: an admin whose password comes by e-mail, and the reasons to be away that everybody needs. */
import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { FirstAdmin } from '@zuoxi/contracts';
import { z } from 'zod';
import { ask, Refused, runAs, sql } from '@zuoxi/record-plane';
import { agentType } from '../agent-type';
import { roleUid } from '../role-type';

const reasonType = 'api::reason.reason';
const reasons = [
  { code: 'break', labelZh: '小休', labelEn: 'Break', colour: 'yellow', mayDial: true },
  { code: 'busy', labelZh: '示忙', labelEn: 'Busy', colour: 'yellow', mayDial: true },
  { code: 'away', labelZh: '离开', labelEn: 'Away', colour: 'blue', mayDial: false },
];
const Row = z.object({ id: z.number() });
const Made = z.object({ documentId: z.string() });

async function giveReasons(strapi: Core.Strapi, tenant: number): Promise<void> {
  if ((await ask(strapi, sql`select id from reasons where tenant_id = ${tenant} limit 1`)).length) return;
  for (const [position, reason] of reasons.entries())
    await strapi.documents(reasonType as UID.ContentType).create({ data: { ...reason, tenant, position } });
}

/** Returns the account's id. The password is random and only in the message (`watchAccounts`). */
export function makeFirstAdmin(strapi: Core.Strapi, tenant: number, { number, name, email }: FirstAdmin): Promise<string> {
  return runAs({ as: 'system' }, async () => {
    const role = Row.safeParse(
      await strapi.db.query(roleUid).findOne({ where: { tenant: { id: tenant }, base: 'admin' }, orderBy: { id: 'asc' } }),
    );
    if (!role.success) throw new Refused('invalid', { issues: [{ field: 'role', code: 'unknownRow' }] });
    const data = { tenant, number, displayName: name, email, role: role.data.id };
    try {
      const made = await strapi.documents(agentType as UID.ContentType).create({ data });
      await giveReasons(strapi, tenant);
      return Made.parse(made).documentId;
    } catch (error) {
      if (error instanceof errors.ApplicationError) throw new Refused('taken');
      throw error;
    }
  });
}
