/** A number that the caller may call but perhaps not read (D25), sealed with what the call is about. */
import type { Core } from '@strapi/strapi';
import { dialable, PhoneNumber, Subject, type SealedReply } from '@zuoxi/contracts';
import { sealNumber } from '@zuoxi/contracts/callback';
import { and, ask, type Caller, fromJson, name, raw, Refused, sql } from '@zuoxi/record-plane';
import type { VisibleType } from '../schema/type-schema';
import { settingsOf } from '../settings';
import type { Catalogue } from '../types/catalogue';
import { columnSql } from './columns';
import { sortKey } from './key';
import { asked } from './list';

/** From the click to the switch. */
const goodForMs = 60_000;

type Asking = {
  strapi: Core.Strapi;
  catalogue: Catalogue;
  caller: Caller;
  seen: VisibleType;
  readable: (row: Subject) => Promise<boolean>;
};

/**
 * Of a row that the caller may read, in a field of phone numbers that the caller sees, with stars or without; null: there is nothing to dial. `given` says
 * what the call is about; without, it is the row, or what the row itself is about if the caller may read that.
 */
export async function sealedNumber(
  { strapi, catalogue, caller, seen, readable }: Asking,
  { id, field: path }: { id: string; field: string },
  given: Subject | undefined,
): Promise<SealedReply> {
  const field = seen.fields.find((allowed) => allowed.field.path === path)?.field;
  const key = field?.of.kind === 'phone' ? sortKey(catalogue, field) : null;
  if (!key) throw new Refused('notFound', path);
  const about = seen.type.fields.find(({ of }) => of.kind === 'subject');
  const own = about && columnSql(catalogue, caller, seen.type.uid, about);
  const where = and([asked(catalogue, caller, seen, { filter: [] }), sql`t.document_id = ${id}`]);
  const found = sql`select ${key} as number, ${own ?? raw('null')} as about from ${name(seen.type.table)} t where ${where} limit 1`;
  const [row] = await ask(strapi, found);
  if (!row) throw new Refused('notFound');
  if (given && !(await readable(given))) throw new Refused('notFound', 'subject');
  const inherited = Subject.safeParse(fromJson(row.about)).data;
  const subject = given ?? (about ? (inherited && (await readable(inherited)) ? inherited : null) : { type: seen.type.name, id });
  const number = PhoneNumber.safeParse(typeof row.number === 'string' ? dialable(row.number) : null).data;
  const sealed = number && { number, tenant: caller.who.tenant.id, subject };
  return { token: sealed ? await sealNumber(settingsOf(strapi).liveSecret, sealed, Date.now() + goodForMs) : null };
}
