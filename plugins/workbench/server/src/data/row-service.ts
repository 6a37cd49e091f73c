/** `Rows` of record-plane: rows by the rules of the data API, for its own routes and for those of plugins. */
import type { Core } from '@strapi/strapi';
import { CountQuery, ListQuery, type Sort } from '@zuoxi/contracts';
import { no, runAs, type Caller, type Rows } from '@zuoxi/record-plane';
import { aboveTenants, permissionOf } from '../caller';
import type { Allowed } from '../schema/access';
import type { VisibleType } from '../schema/type-schema';
import type { Type } from '../types/field';
import { workbenchOf } from '../workbench';
import { asked, countRows, listRows, readRow } from './list';
import { noteUnmasked } from './unmasked';
import { makeRow, reachesRow, updateRow, type Writing } from './write';

type Values = Readonly<Record<string, unknown>>;

/** What the server says nobody else may say. Whoever makes a row knows the numbers they type: those have stars afterwards (D25). */
function forMaking({ rules, ...seen }: VisibleType, set: Values): VisibleType {
  const access = ({ field, access: had }: Allowed): Allowed['access'] => {
    if (field.path in set) return 'read';
    return had === 'masked' && field.most === 'write' && !field.needs && !rules[field.path]?.readOnly ? 'write' : had;
  };
  return { ...seen, rules, fields: seen.fields.map((allowed) => ({ ...allowed, access: access(allowed) })) };
}

/** The newest first, where the caller sees when a row was made. */
const newest = ({ fields }: VisibleType): Sort =>
  fields.some(({ field }) => field.path === 'createdAt') ? { field: 'createdAt', order: 'desc' } : { field: 'id', order: 'desc' };

/** What is asked about enterprises, and about what is granted to them, is the operator's work, above every tenant; all else is the tenant's. */
export const within = <T>(caller: Caller, { type }: VisibleType, work: () => Promise<T>): Promise<T> =>
  aboveTenants(caller, type) ? runAs({ as: 'operator' }, work) : work();

/** A type as the caller sees it; refuses one that the caller has nothing to do with. */
export async function about(strapi: Core.Strapi, caller: Caller, name: string): Promise<Writing> {
  const workbench = workbenchOf(strapi);
  return seenType(strapi, caller, workbench.typeFor(caller, name));
}

const seenType = async (strapi: Core.Strapi, caller: Caller, type: Type): Promise<Writing> => {
  const workbench = workbenchOf(strapi);
  return { strapi, catalogue: workbench.catalogue, caller, seen: await workbench.seenBy(caller, type) };
};

export const rowService = (strapi: Core.Strapi): Rows => {
  /** For what the server itself says of a row: the role need not see the type at all. */
  const anyType = (caller: Caller, name: string): Promise<Writing> =>
    seenType(strapi, caller, workbenchOf(strapi).typeOn(caller, name));
  return {
    async find(caller, type, query = {}) {
      const { catalogue, seen } = await about(strapi, caller, type);
      const parsed = ListQuery.parse(query);
      const sort = parsed.sort ?? newest(seen);
      const page = await within(caller, seen, () => listRows(strapi, catalogue, caller, seen, parsed, sort));
      noteUnmasked(strapi, caller, seen, page.data);
      return page;
    },
    async one(caller, type, id) {
      const { catalogue, seen } = await about(strapi, caller, type);
      const row = await within(caller, seen, () => readRow(strapi, catalogue, caller, seen, id));
      if (row) noteUnmasked(strapi, caller, seen, row);
      return row;
    },
    async count(caller, type, query = {}) {
      const { catalogue, seen } = await about(strapi, caller, type);
      return within(caller, seen, () => countRows(strapi, catalogue, caller, seen, CountQuery.parse(query)));
    },
    async create(caller, type, values, set = {}) {
      const writing = await anyType(caller, type);
      return (await makeRow({ ...writing, seen: forMaking(writing.seen, set) }, values, set)).id;
    },
    async change(caller, type, id, values, set = {}) {
      await updateRow(await anyType(caller, type), id, values, set);
    },
    async visible(caller, type) {
      const { catalogue, seen } = await anyType(caller, type);
      return permissionOf(caller, seen.type).read === 'none' ? no : asked(catalogue, caller, seen, { filter: [] });
    },
    reaches: async (caller, type, id, may) => reachesRow(await anyType(caller, type), id, may),
  };
};
