/** What the record plane itself writes to people (contracts `Notice`): each gets a copy, nobody answers. */
import type { Core, UID } from '@strapi/strapi';
import { notices, Notice } from '@zuoxi/contracts';
import { z } from 'zod';
import { read, runAs, service, sql } from '@zuoxi/record-plane';

const messageUid = 'api::message.message' as UID.ContentType;
const copyUid = 'api::message.message-copy' as UID.ContentType;

const Tenant = z.object({ id: z.number() });
const Person = z.object({ row: z.number(), id: z.string() });

async function write(strapi: Core.Strapi, { tenant, to, subject, body }: Notice): Promise<void> {
  const people = await runAs({ as: 'system' }, async () => {
    const [found] = await read(strapi, Tenant, sql`select id from tenants where document_id = ${tenant}`);
    if (!found || to.length === 0) return [];
    const there = await read(
      strapi,
      Person,
      sql`select id as row, document_id as id from up_users where tenant_id = ${found.id} and id = any(${to})`,
    );
    await strapi.db.transaction(async () => {
      const sent = { tenant: found.id, system: true, subject, body, addressees: [], sentAt: new Date() };
      const { id: message } = await strapi.db.query(messageUid).create({ data: sent });
      await strapi.db.query(copyUid).createMany({
        data: there.map(({ row }) => ({ tenant: found.id, message, account: row, folder: 'inbox' })),
      });
    });
    return there;
  });
  service(strapi, 'changes').ownRowsChanged(
    people.map(({ id }) => id),
    'message',
  );
}

/** In `bootstrap()`. A notice that cannot be kept is said in the log: what it tells of is in the audit log anyway. */
export function keepNotices(strapi: Core.Strapi): void {
  strapi.eventHub.on(notices, async (given: unknown) => {
    try {
      await write(strapi, Notice.parse(given));
    } catch (error) {
      strapi.log.error(`a notice was not kept: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}
