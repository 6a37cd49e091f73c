import type { Core } from '@strapi/strapi';
import {
  BulkBody,
  CountQuery,
  ImportBody,
  ListQuery,
  WriteBody,
  type BulkReply,
  type CountReply,
  type ImportReply,
  type ListReply,
  type OneReply,
  type SealedReply,
  type Sort,
} from '@zuoxi/contracts';
import type { Context } from 'koa';
import { answeringCaller, type Caller, needs, parsed, Refused, runAs } from '@zuoxi/record-plane';
import { aboveTenants } from '../caller';
import type { VisibleType } from '../schema/type-schema';
import { workbenchOf } from '../workbench';
import { bulk } from './bulk';
import { sealedNumber } from './dial';
import { importRows } from './import';
import { countRows, listRows, readRow } from './list';
import { noteUnmasked } from './unmasked';
import { createRow, deleteRow, updateRow, type Writing } from './write';

/** The newest first, where the caller sees when a row was made. */
const newest = ({ fields }: VisibleType): Sort =>
  fields.some(({ field }) => field.path === 'createdAt') ? { field: 'createdAt', order: 'desc' } : { field: 'id', order: 'desc' };

/** What is asked about enterprises, and about what is granted to them, is the operator's work, above every tenant; all else is the tenant's. */
const within = <T>(caller: Caller, { type }: VisibleType, work: () => Promise<T>): Promise<T> =>
  aboveTenants(caller, type) ? runAs({ as: 'operator' }, work) : work();

export const dataController = ({ strapi }: { strapi: Core.Strapi }) => {
  const about = async (ctx: Context, caller: Caller): Promise<Writing> => {
    const workbench = workbenchOf(strapi);
    const seen = await workbench.seenBy(caller, workbench.typeFor(caller, String(ctx.params.type)));
    return { strapi, catalogue: workbench.catalogue, caller, seen };
  };
  return {
    find: answeringCaller(async (ctx, caller): Promise<ListReply> => {
      const { catalogue, seen } = await about(ctx, caller);
      const query = parsed(ListQuery, ctx.query);
      const page = await within(caller, seen, () => listRows(strapi, catalogue, caller, seen, query, query.sort ?? newest(seen)));
      noteUnmasked(strapi, caller, seen, page.data);
      return page;
    }),

    count: answeringCaller(async (ctx, caller): Promise<CountReply> => {
      const { catalogue, seen } = await about(ctx, caller);
      const query = parsed(CountQuery, ctx.query);
      return within(caller, seen, () => countRows(strapi, catalogue, caller, seen, query));
    }),

    findOne: answeringCaller(async (ctx, caller): Promise<OneReply> => {
      const { catalogue, seen } = await about(ctx, caller);
      const data = await within(caller, seen, () => readRow(strapi, catalogue, caller, seen, String(ctx.params.id)));
      if (!data) throw new Refused('notFound');
      noteUnmasked(strapi, caller, seen, data);
      return { data };
    }),

    dial: answeringCaller(async (ctx, caller): Promise<SealedReply> => {
      const { catalogue, seen } = await about(ctx, caller);
      const { id, field } = ctx.params;
      return within(caller, seen, () => sealedNumber(strapi, catalogue, caller, seen, String(id), String(field)));
    }),

    create: answeringCaller(async (ctx, caller): Promise<OneReply> => {
      const { values } = parsed(WriteBody, ctx.request.body);
      const writing = await about(ctx, caller);
      const data = await within(caller, writing.seen, () => createRow(writing, values));
      ctx.status = 201;
      return { data };
    }),

    update: answeringCaller(async (ctx, caller): Promise<OneReply> => {
      const { values } = parsed(WriteBody, ctx.request.body);
      const writing = await about(ctx, caller);
      return { data: await within(caller, writing.seen, () => updateRow(writing, String(ctx.params.id), values)) };
    }),

    remove: answeringCaller(async (ctx, caller) => {
      const writing = await about(ctx, caller);
      await within(caller, writing.seen, () => deleteRow(writing, String(ctx.params.id)));
    }),

    bulk: answeringCaller(async (ctx, caller): Promise<BulkReply> => {
      const body = parsed(BulkBody, ctx.request.body);
      const writing = await about(ctx, caller);
      return within(caller, writing.seen, () => bulk(writing, body));
    }),

    import: answeringCaller(async (ctx, caller): Promise<ImportReply> => {
      needs(caller, 'import');
      const { rows } = parsed(ImportBody, ctx.request.body);
      const writing = await about(ctx, caller);
      return within(caller, writing.seen, () => importRows(writing, rows));
    }),
  };
};
