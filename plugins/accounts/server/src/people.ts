import type { Core } from '@strapi/strapi';
import { AgentId } from '@zuoxi/contracts';
import { read, sql, type People } from '@zuoxi/record-plane';
import { z } from 'zod';
import { accountByRow, signedInAs } from './agents';

const Row = z.object({ row: z.number(), id: AgentId, number: z.string(), name: z.string() });

/** `People` of record-plane. */
export const peopleOf = (strapi: Core.Strapi): People => ({
  async named(keys) {
    if (keys.length === 0) return new Map();
    const rows = await read(
      strapi,
      Row,
      sql`select id as row, document_id as id, number, coalesce(display_name, number) as name from up_users where id = any(${keys})`,
    );
    return new Map(rows.map(({ row, ...person }) => [row, person]));
  },
  async caller(key) {
    const account = await accountByRow(strapi, key);
    if (!account || account.blocked) return null;
    const groups = account.groups.map(({ row }) => row);
    return { who: signedInAs(strapi, account, ''), tenant: account.tenantRow, account: key, groups };
  },
});
