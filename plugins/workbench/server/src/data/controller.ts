import type { Core } from '@strapi/strapi';
import {
  BulkBody,
  CountQuery,
  ListQuery,
  WriteBody,
  type BulkReply,
  type CountReply,
  type ListReply,
  type OneReply,
  type Sort,
} from '@zuoxi/contracts';
import { Refused } from '@zuoxi/plugin';
import type { Context } from 'koa';
import { answering, parsed } from '../answering';
import type { Caller } from '../caller';
import type { Seen } from '../schema/type-schema';
import { workbenchOf } from '../workbench';
import { bulk } from './bulk';
import { countRows, listRows, readRow } from './list';
import { createRow, deleteRow, updateRow, type Writing } from './write';

/** The newest first, where the caller sees when a row was made. */
const newest = ({ fields }: Seen): Sort =>
  fields.some(({ field }) => field.path === 'createdAt') ? { field: 'createdAt', order: 'desc' } : { field: 'id', order: 'desc' };

export const dataController = ({ strapi }: { strapi: Core.Strapi }) => {
  const seenFor = (caller: Caller, type: string): Promise<Seen> => {
    const workbench = workbenchOf(strapi);
    return workbench.seenBy(caller, workbench.typeFor(caller, type));
  };
  const writing = async (ctx: Context, caller: Caller): Promise<Writing> => ({
    strapi,
    catalogue: workbenchOf(strapi).catalogue,
    caller,
    seen: await seenFor(caller, String(ctx.params.type)),
  });
  return {
    find: answering(strapi, async (ctx, caller): Promise<ListReply> => {
      const seen = await seenFor(caller, String(ctx.params.type));
      const query = parsed(ListQuery, ctx.query);
      return listRows(strapi, workbenchOf(strapi).catalogue, caller, seen, query, query.sort ?? newest(seen));
    }),

    count: answering(strapi, async (ctx, caller): Promise<CountReply> => {
      const seen = await seenFor(caller, String(ctx.params.type));
      return countRows(strapi, workbenchOf(strapi).catalogue, caller, seen, parsed(CountQuery, ctx.query));
    }),

    findOne: answering(strapi, async (ctx, caller): Promise<OneReply> => {
      const seen = await seenFor(caller, String(ctx.params.type));
      const data = await readRow(strapi, workbenchOf(strapi).catalogue, caller, seen, String(ctx.params.id));
      if (!data) throw new Refused('notFound');
      return { data };
    }),

    create: answering(strapi, async (ctx, caller): Promise<OneReply> => {
      const { values } = parsed(WriteBody, ctx.request.body);
      const data = await createRow(await writing(ctx, caller), values);
      ctx.status = 201;
      return { data };
    }),

    update: answering(strapi, async (ctx, caller): Promise<OneReply> => {
      const { values } = parsed(WriteBody, ctx.request.body);
      return { data: await updateRow(await writing(ctx, caller), String(ctx.params.id), values) };
    }),

    remove: answering(strapi, async (ctx, caller) => deleteRow(await writing(ctx, caller), String(ctx.params.id))),

    bulk: answering(strapi, async (ctx, caller): Promise<BulkReply> => {
      const body = parsed(BulkBody, ctx.request.body);
      return bulk(await writing(ctx, caller), body);
    }),
  };
};
