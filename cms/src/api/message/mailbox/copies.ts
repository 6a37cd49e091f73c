/** The copies of one owner: read, marked, thrown away. A copy of somebody else is as if it did not exist. */
import type { Core } from '@strapi/strapi';
import { Addressee, InternalMessage, MessageLine, type MessagesQuery, type MessagesReply } from '@zuoxi/contracts';
import { z } from 'zod';
import { type Caller, ask, jsonColumn, timeColumn, raw, read, Refused, sql } from '@zuoxi/record-plane';

const head = raw(`c.document_id as id, c.folder, m.subject, m.sent_at as at, c.folder = 'inbox' and c.read_at is null as unread,
  case when m.system then jsonb_build_object('kind', 'system') when u.id is not null
    then jsonb_build_object('kind', 'account', 'id', u.document_id, 'label', concat_ws(' ', u.number, u.display_name)) end as "from"`);
const copies = raw(`message_copies c join messages m on m.id = c.message_id left join up_users u on u.id = m.sender_id`);

const { shape } = MessageLine;
const Line = MessageLine.extend({ at: timeColumn, from: jsonColumn(shape.from), to: jsonColumn(shape.to), row: z.number() });
const One = InternalMessage.extend({ at: timeColumn, from: jsonColumn(shape.from), to: jsonColumn(z.array(Addressee)) });
const Count = z.object({ count: z.number() });

export async function list(
  strapi: Core.Strapi,
  { tenant, account }: Caller,
  { folder, after, limit }: z.output<typeof MessagesQuery>,
): Promise<MessagesReply> {
  const found = await read(
    strapi,
    Line,
    sql`select c.id as row, ${head}, jsonb_path_query_array(m.addressees, '$[0 to 2].label') as "to", jsonb_array_length(m.addressees) as "toCount"
       from ${copies} where c.tenant_id = ${tenant} and c.account_id = ${account} and c.folder = ${folder} and c.id < ${after ?? Number.MAX_SAFE_INTEGER}::bigint order by c.id desc limit ${limit + 1}`,
  );
  const [unread] = await read(
    strapi,
    Count,
    sql`select count(*)::int from message_copies where tenant_id = ${tenant} and account_id = ${account} and folder = 'inbox' and read_at is null`,
  );
  const page = found.slice(0, limit);
  return {
    data: page.map(({ row: _row, ...line }) => line),
    next: found.length > limit ? (page.at(-1)?.row ?? null) : null,
    unread: unread?.count ?? 0,
  };
}

export async function one(strapi: Core.Strapi, { tenant, account }: Caller, id: string): Promise<InternalMessage> {
  const [found] = await read(
    strapi,
    One,
    sql`select ${head}, m.body, m.addressees as "to" from ${copies} where c.tenant_id = ${tenant} and c.account_id = ${account} and c.document_id = ${id}`,
  );
  if (!found) throw new Refused('notFound');
  return found;
}

/** The first reading counts. */
export async function markRead(strapi: Core.Strapi, { tenant, account }: Caller, id: string): Promise<void> {
  const found = await ask(
    strapi,
    sql`update message_copies set read_at = coalesce(read_at, ${new Date()}) where tenant_id = ${tenant} and account_id = ${account} and document_id = ${id} returning id`,
  );
  if (found.length === 0) throw new Refused('notFound');
}

/** For oneself alone; the message goes with its last copy. */
export async function throwAway(strapi: Core.Strapi, { tenant, account }: Caller, id: string): Promise<void> {
  const [gone] = await read(
    strapi,
    z.object({ message: z.number() }),
    sql`delete from message_copies where tenant_id = ${tenant} and account_id = ${account} and document_id = ${id} returning message_id as message`,
  );
  if (!gone) throw new Refused('notFound');
  await ask(
    strapi,
    sql`delete from messages m where m.id = ${gone.message} and not exists (select 1 from message_copies c where c.message_id = m.id and c.account_id is not null)`,
  );
}
