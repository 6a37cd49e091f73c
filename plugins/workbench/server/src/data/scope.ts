/** Whose rows: the tenant's always, and of those what the role's scope says. Rows are `t`. */
import type { Scope } from '@zuoxi/contracts';
import { and, type Caller, list, name, no, or, raw, sql, type Sql, whole, yes } from '@zuoxi/record-plane';
import { aboveTenants } from '../caller';
import type { Type } from '../types/field';

const owned = ({ account }: Caller, t: Sql): Sql => (account === null ? no : sql`${t}.owner_id = ${account}`);
const myGroups = ({ groups }: Caller): Sql =>
  groups.length ? sql`(${list(groups.map(whole))})` : raw('(select null::int where false)');

/** The tenant's rows. `as` is the alias of the table. */
export function ofTenant(type: Pick<Type, 'tenant' | 'granted'>, caller: Caller, as = 't'): Sql {
  const t = name(as);
  const keys: Readonly<Record<Type['tenant'], Sql>> = {
    row: sql`${t}.id = ${caller.tenant}`,
    relation: sql`${t}.tenant_id = ${caller.tenant}`,
    text: sql`${t}.tenant = ${caller.who.tenant.id}`,
    none: no,
  };
  return aboveTenants(caller, type) ? yes : keys[type.tenant];
}

/** What is there to work on: of a type with drafts the draft, of a localized one the rows of the default language. */
export function current(type: Pick<Type, 'drafts' | 'localized'>, as = 't'): Sql {
  const t = name(as);
  return and([
    ...(type.drafts ? [sql`${t}.published_at is null`] : []),
    ...(type.localized
      ? [
          sql`${t}.locale = (select value::jsonb #>> '{}' from strapi_core_store_settings where key = 'plugin_i18n_default_locale')`,
        ]
      : []),
  ]);
}

type Rule = (caller: Caller, t: Sql, type: Owned) => Sql;
type Owned = Pick<Type, 'ownership' | 'partakers'>;
const none: Rule = () => no;
const all: Rule = () => yes;
const inMyGroups: Rule = (caller, t) => sql`${t}.id in ${myGroups(caller)}`;
const shares = (caller: Caller, t: Sql): Sql =>
  sql`${t}.id in (select user_id from up_users_groups_lnk where group_id in ${myGroups(caller)})`;

type TookPart = NonNullable<Owned['partakers']>;
/** D11: one of these accounts took part. */
const tookPart = (caller: Caller, t: Sql, { table, row }: TookPart, whose: Sql): Sql =>
  sql`exists (select 1 from ${name(table)} p where p.tenant = ${caller.who.tenant.id} and p.${name(row)} = ${t}.${name(row)} and p.agent in ${whose})`;
const colleagues = (caller: Caller): Sql =>
  sql`(select u.document_id from up_users u join up_users_groups_lnk l on l.user_id = u.id where l.group_id in ${myGroups(caller)})`;
const waited = (caller: Caller, t: Sql, queue: string): Sql =>
  sql`${t}.${name(queue)} in (select q.document_id from queues q join queues_groups_lnk l on l.queue_id = q.id where l.group_id in ${myGroups(caller)})`;
/** Of the queues that one serves, what is for whoever serves them. */
const everybodys = (caller: Caller, t: Sql, { queue, everybodys: which }: TookPart): Sql =>
  queue && which ? and([sql`${t}.${name(which.column)} = ${which.is}`, waited(caller, t, queue)]) : no;

const rules: Readonly<Record<Type['ownership'], Readonly<Record<Scope, Rule>>>> = {
  columns: {
    none,
    all,
    own: (caller, t) => owned(caller, t),
    group: (caller, t) => or([sql`${t}.group_id in ${myGroups(caller)}`, owned(caller, t)]),
  },
  account: {
    none,
    all,
    own: (caller, t) => sql`${t}.document_id = ${caller.who.agent.id}`,
    group: (caller, t) => or([shares(caller, t), sql`${t}.document_id = ${caller.who.agent.id}`]),
  },
  group: { none, all, own: inMyGroups, group: inMyGroups },
  partakers: {
    none,
    all,
    own: (caller, t, { partakers }) =>
      partakers ? or([tookPart(caller, t, partakers, sql`(${caller.who.agent.id})`), everybodys(caller, t, partakers)]) : no,
    group: (caller, t, { partakers }) =>
      partakers
        ? or([
            tookPart(caller, t, partakers, sql`(${caller.who.agent.id})`),
            tookPart(caller, t, partakers, colleagues(caller)),
            ...(partakers.queue ? [waited(caller, t, partakers.queue)] : []),
          ])
        : no,
  },
  // the tenant's own row is everybody's who may read it at all
  tenant: { none, all, own: all, group: all },
  nobody: { none, all, own: none, group: none },
};

export const inScope = (type: Owned, scope: Scope, caller: Caller, as = 't'): Sql =>
  rules[type.ownership][scope](caller, name(as), type);
