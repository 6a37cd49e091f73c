/** The copies of one owner: read, marked, thrown away. A copy of somebody else is as if it did not exist. */
import type { Core } from '@strapi/strapi';
import { Refused } from '@zuoxi/accounts/answering';
import { json } from '@zuoxi/accounts/tables';
import { Addressee, InternalMessage, MessageLine, type MessagesQuery, type MessagesReply } from '@zuoxi/contracts';
import { z } from 'zod';
import { rows, type Owner } from './owner';

const head = `c.document_id as id, c.folder, m.subject, m.sent_at as at, c.folder = 'inbox' and c.read_at is null as unread,
  case when m.system then jsonb_build_object('kind', 'system') when u.id is not null
    then jsonb_build_object('kind', 'account', 'id', u.document_id, 'label', concat_ws(' ', u.number, u.display_name)) end as "from"`;
const copies = `message_copies c join messages m on m.id = c.message_id left join up_users u on u.id = m.sender_id`;

const at = z.date().transform((moment) => moment.getTime());
const { shape } = MessageLine;
const Line = MessageLine.extend({ at, from: json(shape.from), to: json(shape.to), row: z.number() });
const One = InternalMessage.extend({ at, from: json(shape.from), to: json(z.array(Addressee)) });
const Count = z.object({ count: z.number() });
const Anything = z.unknown();

export async function list(
  strapi: Core.Strapi,
  { tenant, account }: Owner,
  { folder, after, limit }: z.output<typeof MessagesQuery>,
): Promise<MessagesReply> {
  const found = await rows(
    strapi,
    Line,
    `select c.id as row, ${head}, jsonb_path_query_array(m.addressees, '$[0 to 2].label') as "to", jsonb_array_length(m.addressees) as "toCount"
       from ${copies} where c.tenant_id = ? and c.account_id = ? and c.folder = ? and c.id < ?::bigint order by c.id desc limit ?`,
    [tenant, account, folder, after ?? Number.MAX_SAFE_INTEGER, limit + 1],
  );
  const [unread] = await rows(
    strapi,
    Count,
    `select count(*)::int from message_copies where tenant_id = ? and account_id = ? and folder = 'inbox' and read_at is null`,
    [tenant, account],
  );
  const page = found.slice(0, limit);
  return {
    data: page.map(({ row: _row, ...line }) => line),
    next: found.length > limit ? (page.at(-1)?.row ?? null) : null,
    unread: unread?.count ?? 0,
  };
}

export async function one(strapi: Core.Strapi, { tenant, account }: Owner, id: string): Promise<InternalMessage> {
  const [found] = await rows(
    strapi,
    One,
    `select ${head}, m.body, m.addressees as "to" from ${copies} where c.tenant_id = ? and c.account_id = ? and c.document_id = ?`,
    [tenant, account, id],
  );
  if (!found) throw new Refused('notFound');
  return found;
}

/** The first reading counts. */
export async function markRead(strapi: Core.Strapi, { tenant, account }: Owner, id: string): Promise<void> {
  const found = await rows(
    strapi,
    Anything,
    `update message_copies set read_at = coalesce(read_at, ?) where tenant_id = ? and account_id = ? and document_id = ? returning id`,
    [new Date(), tenant, account, id],
  );
  if (found.length === 0) throw new Refused('notFound');
}

/** For oneself alone; the message goes with its last copy. */
export async function throwAway(strapi: Core.Strapi, { tenant, account }: Owner, id: string): Promise<void> {
  const [gone] = await rows(
    strapi,
    z.object({ message: z.number() }),
    `delete from message_copies where tenant_id = ? and account_id = ? and document_id = ? returning message_id as message`,
    [tenant, account, id],
  );
  if (!gone) throw new Refused('notFound');
  await rows(
    strapi,
    Anything,
    `delete from messages m where m.id = ? and not exists (select 1 from message_copies c where c.message_id = m.id and c.account_id is not null)`,
    [gone.message],
  );
}
