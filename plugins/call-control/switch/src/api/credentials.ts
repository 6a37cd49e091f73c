/** Short-lived SIP credentials for browsers, made without the record plane: Kamailio's auth_ephemeral checks them (ARCHITECTURE, wire conventions). */
import { createHmac } from 'node:crypto';
import type { AgentId, SipCredentials, Time } from '@zuoxi/contracts';

const lifeMs = 60 * 60 * 1000;

export function sipCredentials(secret: string, user: AgentId, now: Time): SipCredentials {
  const until = now + lifeMs;
  const username = `${Math.floor(until / 1000)}:${user}`;
  return { user, username, password: createHmac('sha1', secret).update(username).digest('base64'), until };
}
