/** Whom somebody may write to: every colleague, and groups: one's own, or any for those who lead. */
import type { Core } from '@strapi/strapi';
import { Refused } from '@zuoxi/accounts/answering';
import { Addressee, mostRecipients, type FieldIssue, type RoleBase, type SendMessage } from '@zuoxi/contracts';
import { z } from 'zod';
import { rows, type Owner } from './owner';

const anyGroup: Readonly<Record<RoleBase, boolean>> = { operator: true, admin: true, leader: true, quality: false, agent: false };
const offered = 20;

const account = `'account' as kind, u.document_id as id, concat_ws(' ', u.number, u.display_name) as label`;
const group = `'group' as kind, g.document_id as id, g.name as label`;
const inUse = 'u.blocked is not true';

/** A condition for `groups g`, with its values. */
const mine = ({ who }: Owner): [string, string[][]] =>
  anyGroup[who.role.base] ? ['true', []] : ['g.document_id = any(?)', [who.groups.map(({ id }) => id)]];

/** Groups first: there are few. */
export async function search(strapi: Core.Strapi, owner: Owner, text: string): Promise<Addressee[]> {
  const [allowed, ids] = mine(owner);
  const groups = await rows(
    strapi,
    Addressee,
    `select ${group} from groups g where g.tenant_id = ? and ${allowed} and position(lower(?) in lower(g.name)) > 0 order by g.name limit ?`,
    [owner.tenant, ...ids, text, offered],
  );
  const accounts = await rows(
    strapi,
    Addressee,
    `select ${account} from up_users u where u.tenant_id = ? and ${inUse}
       and position(lower(?) in lower(concat_ws(' ', u.number, u.display_name))) > 0 order by u.number limit ?`,
    [owner.tenant, text, offered],
  );
  return [...groups, ...accounts];
}

const Found = Addressee.extend({ row: z.number() });
const Person = z.object({ row: z.number(), id: z.string() });
export type Recipients = { addressees: Addressee[]; people: z.infer<typeof Person>[] };

const wrong = (issue: Omit<FieldIssue, 'field'>): Refused => new Refused('invalid', { issues: [{ field: 'to', ...issue }] });

/** Everybody once. Whoever writes to a group of their own gets no copy by it. Refuses names that are nobody's here, nobody at all, and too many. */
export async function expand(strapi: Core.Strapi, owner: Owner, asked: SendMessage): Promise<Recipients> {
  const [allowed, ids] = mine(owner);
  const accounts = await rows(
    strapi,
    Found,
    `select u.id as row, ${account} from up_users u where u.tenant_id = ? and ${inUse} and u.document_id = any(?) order by u.number`,
    [owner.tenant, asked.accounts],
  );
  const groups = await rows(
    strapi,
    Found,
    `select g.id as row, ${group} from groups g where g.tenant_id = ? and ${allowed} and g.document_id = any(?) order by g.name`,
    [owner.tenant, ...ids, asked.groups],
  );
  const addressees = [...groups, ...accounts];
  const lost = [...asked.accounts, ...asked.groups].find((id) => !addressees.some((one) => one.id === id));
  if (lost !== undefined) throw wrong({ code: 'unknownRow', limit: lost });
  const members = await rows(
    strapi,
    Person,
    `select distinct u.id as row, u.document_id as id from up_users u join up_users_groups_lnk l on l.user_id = u.id
      where u.tenant_id = ? and ${inUse} and l.group_id = any(?) and u.id <> ?`,
    [owner.tenant, groups.map(({ row }) => row), owner.account],
  );
  const people = [...new Map([...accounts, ...members].map(({ row, id }) => [row, { row, id }])).values()];
  if (people.length === 0) throw wrong({ code: 'required' });
  if (people.length > mostRecipients) throw wrong({ code: 'tooLarge', limit: mostRecipients });
  return { addressees: addressees.map(({ kind, id, label }) => ({ kind, id, label })), people };
}
