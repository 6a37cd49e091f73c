/** Whom somebody may write to: every colleague, and groups: one's own, or any for those who lead. */
import type { Core } from '@strapi/strapi';
import { Addressee, mostRecipients, type FieldIssue, type RoleBase, type SendMessage } from '@zuoxi/contracts';
import { z } from 'zod';
import { type Caller, raw, read, Refused, sql, type Sql, yes } from '@zuoxi/record-plane';

const anyGroup: Readonly<Record<RoleBase, boolean>> = { operator: true, admin: true, leader: true, quality: false, agent: false };
const offered = 20;

const account = raw(`'account' as kind, u.document_id as id, concat_ws(' ', u.number, u.display_name) as label`);
const group = raw(`'group' as kind, g.document_id as id, g.name as label`);
const inUse = raw('u.blocked is not true');

/** A condition for `groups g`. */
const mine = ({ who, groups }: Caller): Sql => (anyGroup[who.role.base] ? yes : sql`g.id = any(${groups})`);

/** Groups first: there are few. */
export async function search(strapi: Core.Strapi, owner: Caller, text: string): Promise<Addressee[]> {
  const groups = await read(
    strapi,
    Addressee,
    sql`select ${group} from groups g where g.tenant_id = ${owner.tenant} and ${mine(owner)} and position(lower(${text}) in lower(g.name)) > 0 order by g.name limit ${offered}`,
  );
  const accounts = await read(
    strapi,
    Addressee,
    sql`select ${account} from up_users u where u.tenant_id = ${owner.tenant} and ${inUse}
       and position(lower(${text}) in lower(concat_ws(' ', u.number, u.display_name))) > 0 order by u.number limit ${offered}`,
  );
  return [...groups, ...accounts];
}

const Found = Addressee.extend({ row: z.number() });
const Person = z.object({ row: z.number(), id: z.string() });
export type Recipients = { addressees: Addressee[]; people: z.infer<typeof Person>[] };

const wrong = (issue: Omit<FieldIssue, 'field'>): Refused => new Refused('invalid', { issues: [{ field: 'to', ...issue }] });

/** Everybody once. Whoever writes to a group of their own gets no copy by it. Refuses names that are nobody's here, nobody at all, and too many. */
export async function expand(strapi: Core.Strapi, owner: Caller, asked: SendMessage): Promise<Recipients> {
  const accounts = await read(
    strapi,
    Found,
    sql`select u.id as row, ${account} from up_users u where u.tenant_id = ${owner.tenant} and ${inUse} and u.document_id = any(${asked.accounts}) order by u.number`,
  );
  const groups = await read(
    strapi,
    Found,
    sql`select g.id as row, ${group} from groups g where g.tenant_id = ${owner.tenant} and ${mine(owner)} and g.document_id = any(${asked.groups}) order by g.name`,
  );
  const addressees = [...groups, ...accounts];
  const lost = [...asked.accounts, ...asked.groups].find((id) => !addressees.some((one) => one.id === id));
  if (lost !== undefined) throw wrong({ code: 'unknownRow', limit: lost });
  const members = await read(
    strapi,
    Person,
    sql`select distinct u.id as row, u.document_id as id from up_users u join up_users_groups_lnk l on l.user_id = u.id
      where u.tenant_id = ${owner.tenant} and ${inUse} and l.group_id = any(${groups.map(({ row }) => row)}) and u.id <> ${owner.account}`,
  );
  const people = [...new Map([...accounts, ...members].map(({ row, id }) => [row, { row, id }])).values()];
  if (people.length === 0) throw wrong({ code: 'required' });
  if (people.length > mostRecipients) throw wrong({ code: 'tooLarge', limit: mostRecipients });
  return { addressees: addressees.map(({ kind, id, label }) => ({ kind, id, label })), people };
}
