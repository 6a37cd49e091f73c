import type { Core } from '@strapi/strapi';
import {
  MessagesQuery,
  RecipientsQuery,
  SendMessage,
  type InternalMessage,
  type MessagesReply,
  type RecipientsReply,
  type SendReply,
} from '@zuoxi/contracts';
import type { Context } from 'koa';
import type { z } from 'zod';
import { answeringCaller, type Caller, idIn, parsed, service } from '@zuoxi/record-plane';
import { list, markRead, one, throwAway } from '../mailbox/copies';
import { search } from '../mailbox/recipients';
import { send } from '../mailbox/send';

/** MSG-03: internal messages. Every handler works on the asker's own mailbox. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const tell = (...accounts: string[]): void => service(strapi, 'changes').ownRowsChanged(accounts, 'message');
  const own = <T>(work: (owner: Caller, ctx: Context) => Promise<T>) => answeringCaller((ctx, caller) => work(caller, ctx));
  return {
    find: own((owner, ctx): Promise<MessagesReply> => list(strapi, owner, parsed(MessagesQuery, ctx.query))),

    findOne: own((owner, ctx): Promise<InternalMessage> => one(strapi, owner, idIn(ctx.params.id))),

    recipients: own(async (owner, ctx): Promise<z.infer<typeof RecipientsReply>> => {
      const { search: text } = parsed(RecipientsQuery, ctx.query);
      return { data: await search(strapi, owner, text) };
    }),

    send: own(async (owner, ctx): Promise<z.infer<typeof SendReply>> => {
      const people = await send(strapi, owner, parsed(SendMessage, ctx.request.body));
      tell(owner.who.agent.id, ...people.map(({ id }) => id));
      return { recipients: people.length };
    }),

    read: own(async (owner, ctx) => {
      await markRead(strapi, owner, idIn(ctx.params.id));
      tell(owner.who.agent.id);
    }),

    remove: own(async (owner, ctx) => {
      await throwAway(strapi, owner, idIn(ctx.params.id));
      tell(owner.who.agent.id);
    }),
  };
};
