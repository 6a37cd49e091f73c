/** Short-lived SIP credentials for browsers, made without the record plane: Kamailio's auth_ephemeral checks them (contracts/WIRE.md). */
import { createHash, createHmac } from 'node:crypto';
import type { AgentId, SipCredentials, Time } from '@zuoxi/contracts';

/**
 * A page asks for new ones when half of it has passed; one of the version before, which knew an hour, when five minutes remain: with a life of five or less
 * it would ask with every ping.
 */
export const credentialsLifeMs = 6 * 60 * 1000;

/** Names a login at the edge. It stands in the edge's log and in its registrar, so it is not the session itself. */
export const browserKey = (session: string): string => createHash('sha256').update(session).digest('hex').slice(0, 16);

export function sipCredentials(secret: string, user: AgentId, session: string, now: Time): SipCredentials {
  const until = now + credentialsLifeMs;
  const username = `${Math.floor(until / 1000)}:${user}:${browserKey(session)}`;
  return { user, username, password: createHmac('sha1', secret).update(username).digest('base64'), until };
}
