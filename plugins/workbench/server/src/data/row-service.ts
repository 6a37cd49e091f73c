/** For routes of other plugins: `strapi.plugin('workbench').service('rows')`. What they do with rows by the rules of the data API; throws `Refused`. */
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { callerOf } from '@zuoxi/record-plane';
import type { Allowed } from '../schema/access';
import type { Seen } from '../schema/type-schema';
import { workbenchOf } from '../workbench';
import { makeRow, reachesRow, type Writing } from './write';

type Values = Readonly<Record<string, unknown>>;

/** What the server says nobody else may say. Whoever makes a row knows the numbers they type: those have stars afterwards (D25). */
function forMaking({ rules, ...seen }: Seen, set: Values): Seen {
  const access = ({ field, access: had }: Allowed): Allowed['access'] => {
    if (field.path in set) return 'read';
    return had === 'masked' && field.most === 'write' && !field.needs && !rules[field.path]?.readOnly ? 'write' : had;
  };
  return { ...seen, rules, fields: seen.fields.map((allowed) => ({ ...allowed, access: access(allowed) })) };
}

export const rowService = ({ strapi }: { strapi: Core.Strapi }) => {
  const about = async (ctx: Context, name: string): Promise<Writing> => {
    const workbench = workbenchOf(strapi);
    const caller = callerOf(ctx);
    const seen = await workbench.seenBy(caller, workbench.typeFor(caller, name));
    return { strapi, catalogue: workbench.catalogue, caller, seen };
  };
  return {
    /** A new row, also for a role that makes none by itself: the route allows it. `set`: what the server says, relations by primary key. */
    async create(ctx: Context, type: string, values: Values, set: Values): Promise<string> {
      const writing = await about(ctx, type);
      return (await makeRow({ ...writing, seen: forMaking(writing.seen, set) }, values, set)).id;
    },
    /** Whether the asker's role may read or change that row. */
    reaches: async (ctx: Context, type: string, id: string, may: 'read' | 'update'): Promise<boolean> =>
      reachesRow(await about(ctx, type), id, may),
  };
};
