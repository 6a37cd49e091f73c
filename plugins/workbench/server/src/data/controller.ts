import type { Core } from '@strapi/strapi';
import {
  BulkBody,
  CountQuery,
  DialQuery,
  ImportBody,
  ListQuery,
  WriteBody,
  type BulkReply,
  type CountReply,
  type ImportReply,
  type ListReply,
  type OneReply,
  type SealedReply,
  type Subject,
} from '@zuoxi/contracts';
import type { Context } from 'koa';
import { answeringCaller, needs, parsed, Refused } from '@zuoxi/record-plane';
import { bulk } from './bulk';
import { sealedNumber } from './dial';
import { isReadable } from './readable';
import { importRows } from './import';
import { about, rowService, within } from './row-service';
import { createRow, deleteRow, updateRow } from './write';

export const dataController = ({ strapi }: { strapi: Core.Strapi }) => {
  const rows = rowService(strapi);
  const typeIn = (ctx: Context): string => String(ctx.params.type);
  return {
    find: answeringCaller((ctx, caller): Promise<ListReply> => rows.find(caller, typeIn(ctx), parsed(ListQuery, ctx.query))),

    count: answeringCaller((ctx, caller): Promise<CountReply> => rows.count(caller, typeIn(ctx), parsed(CountQuery, ctx.query))),

    findOne: answeringCaller(async (ctx, caller): Promise<OneReply> => {
      const data = await rows.one(caller, typeIn(ctx), String(ctx.params.id));
      if (!data) throw new Refused('notFound');
      return { data };
    }),

    dial: answeringCaller(async (ctx, caller): Promise<SealedReply> => {
      const { catalogue, seen } = await about(strapi, caller, typeIn(ctx));
      const { subject } = parsed(DialQuery, ctx.query);
      const number = { id: String(ctx.params.id), field: String(ctx.params.field) };
      const readable = (row: Subject): Promise<boolean> => isReadable(strapi, caller, row);
      return within(caller, seen, () => sealedNumber({ strapi, catalogue, caller, seen, readable }, number, subject));
    }),

    create: answeringCaller(async (ctx, caller): Promise<OneReply> => {
      const { values } = parsed(WriteBody, ctx.request.body);
      const writing = await about(strapi, caller, typeIn(ctx));
      const data = await within(caller, writing.seen, () => createRow(writing, values));
      ctx.status = 201;
      return { data };
    }),

    update: answeringCaller(async (ctx, caller): Promise<OneReply> => {
      const { values } = parsed(WriteBody, ctx.request.body);
      const writing = await about(strapi, caller, typeIn(ctx));
      return { data: await within(caller, writing.seen, () => updateRow(writing, String(ctx.params.id), values)) };
    }),

    remove: answeringCaller(async (ctx, caller) => {
      const writing = await about(strapi, caller, typeIn(ctx));
      await within(caller, writing.seen, () => deleteRow(writing, String(ctx.params.id)));
    }),

    bulk: answeringCaller(async (ctx, caller): Promise<BulkReply> => {
      const body = parsed(BulkBody, ctx.request.body);
      const writing = await about(strapi, caller, typeIn(ctx));
      return within(caller, writing.seen, () => bulk(writing, body));
    }),

    import: answeringCaller(async (ctx, caller): Promise<ImportReply> => {
      needs(caller, 'import');
      const { rows } = parsed(ImportBody, ctx.request.body);
      const writing = await about(strapi, caller, typeIn(ctx));
      return within(caller, writing.seen, () => importRows(writing, rows));
    }),
  };
};
