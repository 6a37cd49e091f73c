/** `Rows` of record-plane: what routes of plugins do with rows by the rules of the data API. */
import type { Core } from '@strapi/strapi';
import { type Caller, type Rows } from '@zuoxi/record-plane';
import type { Allowed } from '../schema/access';
import type { VisibleType } from '../schema/type-schema';
import { workbenchOf } from '../workbench';
import { makeRow, reachesRow, type Writing } from './write';

type Values = Readonly<Record<string, unknown>>;

/** What the server says nobody else may say. Whoever makes a row knows the numbers they type: those have stars afterwards (D25). */
function forMaking({ rules, ...seen }: VisibleType, set: Values): VisibleType {
  const access = ({ field, access: had }: Allowed): Allowed['access'] => {
    if (field.path in set) return 'read';
    return had === 'masked' && field.most === 'write' && !field.needs && !rules[field.path]?.readOnly ? 'write' : had;
  };
  return { ...seen, rules, fields: seen.fields.map((allowed) => ({ ...allowed, access: access(allowed) })) };
}

export const rowService = (strapi: Core.Strapi): Rows => {
  const about = async (caller: Caller, name: string): Promise<Writing> => {
    const workbench = workbenchOf(strapi);
    const seen = await workbench.seenBy(caller, workbench.typeFor(caller, name));
    return { strapi, catalogue: workbench.catalogue, caller, seen };
  };
  return {
    async create(caller, type, values, set) {
      const writing = await about(caller, type);
      return (await makeRow({ ...writing, seen: forMaking(writing.seen, set) }, values, set)).id;
    },
    reaches: async (caller, type, id, may) => reachesRow(await about(caller, type), id, may),
  };
};
