/** A login is a session of Strapi's own session manager; `jwt` is its access token and names it. */
import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { ask, type SessionsEnded, sessionsEndedEvent, sql } from '@zuoxi/record-plane';
import { browserName } from './browser-name';

export type Session = { id: string; user: number; ends: number };

/** A login ends so long after it began, whatever a tenant sets: what its token says (`cms/src/config.ts`). */
export const longestHours = 24;
/** A login that asked for nothing for so long is over, where a tenant sets nothing else. An open workbench asks all the time. */
export const idleHours = 12;

const Access = z.object({ sessionId: z.string(), userId: z.coerce.number().int(), exp: z.number().int() });
const Stored = z.object({ sessionId: z.string() });
/** Whose sessions these are in the manager's table. */
export const sessionOrigin = 'users-permissions';
const manager = (strapi: Core.Strapi) => strapi.sessionManager(sessionOrigin);

const noted = { configurable: false, private: true, searchable: false };

/** In `register()`: what a session says of itself, and the columns by which it is looked up, on which Strapi has no index. */
export function extendSessions(strapi: Core.Strapi): void {
  const type = strapi.contentType('admin::session');
  const indexes = ['session_id', 'user_id'].map((column) => ({ name: `strapi_sessions_${column}_idx`, columns: [column] }));
  const own = {
    seenAt: { type: 'datetime', ...noted },
    address: { type: 'string', ...noted },
    browser: { type: 'string', ...noted },
  };
  Object.assign(type, { indexes });
  Object.assign(type.attributes, own);
}

/** `by`: the browser that logs in. Ends after `hours`. */
export async function openSession(
  strapi: Core.Strapi,
  user: number,
  by: { address: string; agent: string } = { address: '', agent: '' },
  hours: number = longestHours,
): Promise<Session & { jwt: string }> {
  const refresh = await manager(strapi).generateRefreshToken(String(user), randomUUID(), { type: 'refresh' });
  const access = await manager(strapi).generateAccessToken(refresh.token);
  if ('error' in access) throw new Error(`the session manager refused its own token: ${access.error}`);
  const session = readToken(strapi, access.token);
  if (!session) throw new Error('the session manager cannot read its own token');
  const noting = `update strapi_sessions set seen_at = now(), address = ?, browser = ?,
      expires_at = least(expires_at, created_at + make_interval(hours => ?))
    where session_id = ? returning extract(epoch from expires_at::timestamptz)::float as ends`;
  const [row] = await ask(strapi, { text: noting, values: [by.address || null, browserName(by.agent), hours, session.id] });
  const { ends } = z.object({ ends: z.number() }).parse(row);
  return { ...session, ends: Math.min(session.ends, Math.floor(ends)), jwt: access.token };
}

/** It asked for something. Noted once a minute. */
export const seeSession = (strapi: Core.Strapi, { id }: Session, address: string): Promise<unknown> =>
  ask(
    strapi,
    sql`update strapi_sessions set seen_at = now(), address = ${address}
     where session_id = ${id} and (seen_at is null or seen_at < now() - interval '1 minute')`,
  );

export function readToken(strapi: Core.Strapi, jwt: string): Session | null {
  const { isValid, payload } = manager(strapi).validateAccessToken(jwt);
  const access = Access.safeParse(payload);
  return isValid && access.success ? { id: access.data.sessionId, user: access.data.userId, ends: access.data.exp } : null;
}

export const isOpen = (strapi: Core.Strapi, session: string): Promise<boolean> => manager(strapi).isSessionActive(session);

/** Ends these sessions of the account; their tokens are refused at once. */
async function end(strapi: Core.Strapi, user: number, sessions: string[], moved = false): Promise<void> {
  for (const session of sessions) await manager(strapi).revokeSessionById(String(user), session);
  const ended: SessionsEnded = { user, sessions, moved };
  if (sessions.length) await strapi.eventHub.emit(sessionsEndedEvent, ended);
}

export const closeSession = (strapi: Core.Strapi, session: Pick<Session, 'id' | 'user'>): Promise<void> =>
  end(strapi, session.user, [session.id]);

/**
 * Ends every session of the account (`user`: the row's id) but the excepted one, and what else it has opened; says so on the event hub. A new password, a blocked
 * or deleted account, a moved session (D10) and the person (`own-sessions.ts`) do this.
 */
export async function endSessions(strapi: Core.Strapi, user: number, except?: string, moved = false): Promise<string[]> {
  await ask(strapi, sql`delete from login_tickets where user_id = ${user}`);
  const listed = z.array(Stored).parse(await manager(strapi).listSessions(String(user)));
  const sessions = listed.map(({ sessionId }) => sessionId).filter((session) => session !== except);
  await end(strapi, user, sessions, moved);
  return sessions;
}
