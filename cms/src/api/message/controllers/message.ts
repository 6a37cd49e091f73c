import type { Core } from '@strapi/strapi';
import { answering, asked, Refused } from '@zuoxi/accounts/answering';
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
import { z } from 'zod';
import { list, markRead, one, throwAway } from '../mailbox/copies';
import { ownerOf, type Owner } from '../mailbox/owner';
import { search } from '../mailbox/recipients';
import { send } from '../mailbox/send';

const Id = z.string().regex(/^[a-z0-9]{1,64}$/);
/** What is no id at all is nobody's message either. */
const idOf = (ctx: Context): string => {
  const id = Id.safeParse(ctx.params.id);
  if (!id.success) throw new Refused('notFound');
  return id.data;
};

type Changes = { ownRowsChanged(accounts: readonly string[], type: string): void };

/** MSG-03: internal messages. Every handler works on the asker's own mailbox. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const tell = (...accounts: string[]): void => {
    const changes: Changes = strapi.plugin('workbench').service('changes');
    changes.ownRowsChanged(accounts, 'message');
  };
  const own = <T>(work: (owner: Owner, ctx: Context) => Promise<T>) =>
    answering(async (ctx) => work(await ownerOf(strapi, ctx), ctx));
  return {
    find: own((owner, ctx): Promise<MessagesReply> => list(strapi, owner, asked(MessagesQuery, ctx.query))),

    findOne: own((owner, ctx): Promise<InternalMessage> => one(strapi, owner, idOf(ctx))),

    recipients: own(async (owner, ctx): Promise<z.infer<typeof RecipientsReply>> => {
      const { search: text } = asked(RecipientsQuery, ctx.query);
      return { data: await search(strapi, owner, text) };
    }),

    send: own(async (owner, ctx): Promise<z.infer<typeof SendReply>> => {
      const people = await send(strapi, owner, asked(SendMessage, ctx.request.body));
      tell(owner.who.agent.id, ...people.map(({ id }) => id));
      return { recipients: people.length };
    }),

    read: own(async (owner, ctx) => {
      await markRead(strapi, owner, idOf(ctx));
      tell(owner.who.agent.id);
    }),

    remove: own(async (owner, ctx) => {
      await throwAway(strapi, owner, idOf(ctx));
      tell(owner.who.agent.id);
    }),
  };
};
