/** Providers and the outbox, for roles with the action `accounts`; the operator's are those of the instance. */
import type { Core } from '@strapi/strapi';
import {
  Channel,
  OutboxQuery,
  OutboxRow,
  ProviderChange,
  ProviderTest,
  SignedIn,
  type OutboxReply,
  type Providers,
} from '@zuoxi/contracts';
import type { Context } from 'koa';
import { z } from 'zod';
import { answering, ask, callerOf, may, parsed, runAs, sql, timeColumn } from '@zuoxi/record-plane';
import { auditBy } from '../audit/audit';
import { partsOf } from '../parts';
import { ownProvider, schemas, setProvider } from './store';

const Row = OutboxRow.extend({
  id: z.coerce.number(),
  at: timeColumn,
  subject: z
    .string()
    .nullable()
    .transform((subject) => subject ?? ''),
});

/** Whose settings and messages: null is the instance. Inside an enterprise the operator sees that one's (TEN-01). */
function mine(ctx: Context): { tenant: number | null; who: SignedIn } {
  const caller = callerOf(ctx);
  return { tenant: may(caller, 'tenants') ? null : caller.tenant, who: caller.who };
}

const channelOf = (ctx: Context): Channel => parsed(Channel, ctx.params.channel);

export const providerController = ({ strapi }: { strapi: Core.Strapi }) => ({
  find: answering(async (ctx): Promise<Providers> => {
    const { tenant } = mine(ctx);
    const [email, sms] = [await ownProvider(strapi, tenant, 'email'), await ownProvider(strapi, tenant, 'sms')];
    return {
      email: { settings: schemas.email.parse(email?.settings ?? { kind: 'outbox' }), secretSet: Boolean(email?.secret) },
      sms: { settings: schemas.sms.parse(sms?.settings ?? { kind: 'outbox' }), secretSet: Boolean(sms?.secret) },
    };
  }),

  set: answering(async (ctx) => {
    const { tenant, who } = mine(ctx);
    const channel = channelOf(ctx);
    const { settings: given, secret } = parsed(ProviderChange, ctx.request.body);
    const settings = parsed<z.ZodType<z.infer<(typeof schemas)[Channel]>>>(schemas[channel], given);
    await setProvider(strapi, tenant, channel, settings, secret);
    await auditBy(strapi, who, { act: 'provider.changed', target: who.agent.id, details: { channel, kind: settings.kind } });
  }),

  test: answering(async (ctx) => {
    const { tenant, who } = mine(ctx);
    const { to } = parsed(ProviderTest, ctx.request.body);
    const { language, name } = who.tenant;
    const message = { tenant, channel: channelOf(ctx), purpose: 'test', to, language, values: { tenantName: name } } as const;
    const trouble = await partsOf(strapi).delivery.sendNow(message);
    return { sent: trouble === null, trouble };
  }),

  outbox: answering(async (ctx): Promise<OutboxReply> => {
    const { tenant } = mine(ctx);
    const { after, limit } = parsed(OutboxQuery, ctx.query);
    const found = await runAs({ as: 'system' }, () =>
      ask(
        strapi,
        sql`select id, created_at as at, channel, purpose, recipient as "to", subject, text, state, trouble from sent_messages
         where tenant_id is not distinct from ${tenant} and id < ${after ?? Number.MAX_SAFE_INTEGER}::bigint order by id desc limit ${limit + 1}`,
      ),
    );
    const data = z.array(Row).parse(found).slice(0, limit);
    return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
  }),
});
