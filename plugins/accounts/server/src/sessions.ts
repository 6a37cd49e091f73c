/** A login is a session of Strapi's own session manager; `jwt` is its access token and names it. */
import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

export type Session = { id: string; user: number; ends: number };

const Access = z.object({ sessionId: z.string(), userId: z.coerce.number().int(), exp: z.number().int() });
const manager = (strapi: Core.Strapi) => strapi.sessionManager('users-permissions');

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

export const closeSession = async (strapi: Core.Strapi, session: Session): Promise<void> => {
  await manager(strapi).revokeSessionById(String(session.user), session.id);
};
