/** A login is a session of Strapi's own session manager; `jwt` is its access token and names it. */
import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

export type Session = { id: string; user: number; ends: number };

/** On Strapi's event hub, with `{ user, sessions }` (`SessionsEnded`): these logins are over from now on. */
export const sessionsEndedEvent = 'zuoxi.sessions.ended';
/** `moved`: the workbench moves by itself, on the live plane, which tells the page that it leaves (D10). */
export type SessionsEnded = { user: number; sessions: string[]; moved: boolean };

const Access = z.object({ sessionId: z.string(), userId: z.coerce.number().int(), exp: z.number().int() });
const Stored = z.object({ sessionId: z.string() });
/** Whose sessions these are in the manager's table. */
export const sessionOrigin = 'users-permissions';
const manager = (strapi: Core.Strapi) => strapi.sessionManager(sessionOrigin);

/** In `register()`: Strapi looks sessions up by two columns on which it has no index. */
export function indexSessions(strapi: Core.Strapi): void {
  const indexes = ['session_id', 'user_id'].map((column) => ({ name: `strapi_sessions_${column}_idx`, columns: [column] }));
  Object.assign(strapi.contentType('admin::session'), { indexes });
}

export async function openSession(strapi: Core.Strapi, user: number): Promise<Session & { jwt: string }> {
  const refresh = await manager(strapi).generateRefreshToken(String(user), randomUUID(), { type: 'refresh' });
  const access = await manager(strapi).generateAccessToken(refresh.token);
  if ('error' in access) throw new Error(`the session manager refused its own token: ${access.error}`);
  const session = readToken(strapi, access.token);
  if (!session) throw new Error('the session manager cannot read its own token');
  return { ...session, jwt: access.token };
}

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

export const closeSession = (strapi: Core.Strapi, session: Session): Promise<void> => end(strapi, session.user, [session.id]);

/**
 * Ends every session of the account (`user`: the row's id) but the excepted one, and says so on the event hub. A new password, a blocked or deleted
 * account and a moved session (D10) do this.
 */
export async function endSessions(strapi: Core.Strapi, user: number, except?: string, moved = false): Promise<string[]> {
  const listed = z.array(Stored).parse(await manager(strapi).listSessions(String(user)));
  const sessions = listed.map(({ sessionId }) => sessionId).filter((session) => session !== except);
  await end(strapi, user, sessions, moved);
  return sessions;
}
