/** GET /data/:type/:id/dial/:field: a number that the caller may call but perhaps not read (D25). */
import type { Core } from '@strapi/strapi';
import { dialable, PhoneNumber, type SealedReply } from '@zuoxi/contracts';
import { sealNumber } from '@zuoxi/contracts/callback';
import { and, ask, type Caller, name, Refused, sql } from '@zuoxi/record-plane';
import type { VisibleType } from '../schema/type-schema';
import { settingsOf } from '../settings';
import type { Catalogue } from '../types/catalogue';
import { sortKey } from './key';
import { asked } from './list';

/** From the click to the switch. */
const goodForMs = 60_000;

/** Of a row that the caller may read, in a field of phone numbers that the caller sees, with stars or without. Null: there is nothing to dial. */
export async function sealedNumber(
  strapi: Core.Strapi,
  catalogue: Catalogue,
  caller: Caller,
  seen: VisibleType,
  id: string,
  path: string,
): Promise<SealedReply> {
  const field = seen.fields.find((allowed) => allowed.field.path === path)?.field;
  const key = field?.of.kind === 'phone' ? sortKey(catalogue, field) : null;
  if (!key) throw new Refused('notFound', path);
  const where = and([asked(catalogue, caller, seen, { filter: [] }), sql`t.document_id = ${id}`]);
  const [row] = await ask(strapi, sql`select ${key} as number from ${name(seen.type.table)} t where ${where} limit 1`);
  if (!row) throw new Refused('notFound');
  const number = PhoneNumber.safeParse(typeof row.number === 'string' ? dialable(row.number) : null).data;
  const tenant = caller.who.tenant.id;
  return {
    token:
      number === undefined ? null : await sealNumber(settingsOf(strapi).liveSecret, { number, tenant }, Date.now() + goodForMs),
  };
}
