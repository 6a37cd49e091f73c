/** A person sees where their account is logged in, and ends what is not theirs. */
import type { Core } from '@strapi/strapi';
import { OwnSession, type OwnSessions } from '@zuoxi/contracts';
import { z } from 'zod';
import { answering, ask, parsed, Refused } from '@zuoxi/record-plane';
import { act } from './acts';
import { caller, sessionOf } from './caller';
import { partsOf } from './parts';
import { closeSession, endSessions, idleHours, longestHours, sessionOrigin } from './sessions';

const ms = (column: string): string => `(extract(epoch from ${column}::timestamptz) * 1000)::bigint::float`;
const open = `select s.session_id as id, ${ms('s.created_at')} as since, ${ms('s.seen_at')} as seen, s.address, s.browser
  from strapi_sessions s where s.user_id = ? and s.origin = ? and s.status = 'active' and s.expires_at > now()
    and coalesce(s.seen_at > now() - make_interval(hours => ?), true) order by s.seen_at desc nulls last, s.id desc limit 100`;
const limits = `select coalesce(t.session_idle_hours, ${idleHours}) as "idleHours", coalesce(t.session_hours, ${longestHours}) as hours
  from tenants t where t.id = ?`;
const Limits = z.object({ idleHours: z.number(), hours: z.number() });
const Id = z.string().regex(/^[0-9a-f]{8,64}$/);

export const ownSessionsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const listed = async (user: number, here: string, idle: number): Promise<OwnSession[]> =>
    (await ask(strapi, { text: open, values: [String(user), sessionOrigin, idle] })).map((row) => {
      const session = OwnSession.omit({ here: true }).parse(row);
      return { ...session, here: session.id === here };
    });

  return {
    find: answering(async (ctx): Promise<OwnSessions> => {
      const account = await caller(strapi, ctx);
      const [row] = await ask(strapi, { text: limits, values: [account.tenantRow] });
      const { idleHours: idle, hours } = Limits.parse(row);
      return { data: await listed(account.row, sessionOf(ctx).id, idle), idleHours: idle, hours };
    }),

    end: answering(async (ctx) => {
      const id = parsed(Id, ctx.params.id);
      const account = await caller(strapi, ctx);
      const session = (await listed(account.row, sessionOf(ctx).id, longestHours)).find((one) => one.id === id);
      if (!session) throw new Refused('notFound');
      partsOf(strapi).workbenches.gone([id]);
      await closeSession(strapi, { id, user: account.row });
      await act(strapi, account, 'session.ended', { address: session.address, browser: session.browser });
    }),

    endOthers: answering(async (ctx) => {
      const account = await caller(strapi, ctx);
      const ended = await endSessions(strapi, account.row, sessionOf(ctx).id);
      partsOf(strapi).workbenches.gone(ended);
      if (ended.length) await act(strapi, account, 'session.ended', { count: ended.length });
    }),
  };
};
