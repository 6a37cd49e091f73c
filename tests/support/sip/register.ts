/** A phone at the registrar. */
import { randomUUID } from 'node:crypto';
import { authorization, request, type SipMessage } from './message';
import type { Peer } from './peer';

export type Who = { agent: string; user: string; password: string; expires?: number; callId?: string };

export const contactOf = (peer: Peer, user: string): string =>
  `<sip:${user}@${peer.via.split(' ')[1]}${peer.via.startsWith('WS') ? ';transport=ws' : ''}>`;

/** One REGISTER and its answer. */
export function ask(
  peer: Peer,
  agent: string,
  cseq: number,
  headers: readonly string[],
  callId: string = randomUUID(),
): Promise<SipMessage> {
  const aor = `<sip:${agent}@zuoxi>`;
  const contact = contactOf(peer, agent);
  peer.say(request({ method: 'REGISTER', uri: 'sip:zuoxi', via: peer.via, from: aor, to: aor, callId, cseq, contact, headers }));
  return peer.inbox.next(`answer ${cseq}`, (m) => m.header('call-id') === callId && m.header('cseq').startsWith(`${cseq} `));
}

/** REGISTER, and again with the credentials when challenged. Gives both answers. */
export async function register(peer: Peer, who: Who): Promise<{ challenge: SipMessage; answer: SipMessage }> {
  const callId = who.callId ?? randomUUID();
  const expires = `Expires: ${who.expires ?? 60}`;
  const challenge = await ask(peer, who.agent, 1, [expires], callId);
  const credentials = authorization(challenge, { method: 'REGISTER', uri: 'sip:zuoxi', user: who.user, password: who.password });
  return { challenge, answer: await ask(peer, who.agent, 2, [expires, credentials], callId) };
}
