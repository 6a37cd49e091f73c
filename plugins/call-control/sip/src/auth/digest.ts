/** Digest responses (RFC 7616 §3.4, RFC 8760 for SIP; RFC 2617 §3.2.2 where no qop is offered). */
import { createHash } from 'node:crypto';
import type { Credentials } from '../api';
import { randomHex } from '../ids';
import type { Header } from '../message/message';
import { quote } from '../message/params';
import type { Challenge } from './challenge';

export type DigestUse = { method: string; uri: string; nc: number; cnonce?: string };

/** The Authorization or Proxy-Authorization header that meets `challenge`. */
export function digestHeader(challenge: Challenge, credentials: Credentials, use: DigestUse): Header {
  const { realm, nonce, opaque, algorithm, qop } = challenge;
  const cnonce = use.cnonce ?? randomHex(8);
  const nc = use.nc.toString(16).padStart(8, '0');
  const sess = algorithm.endsWith('-sess');
  const hash = (text: string) =>
    createHash(algorithm.startsWith('SHA-256') ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const account = hash(`${credentials.user}:${realm}:${credentials.password}`);
  const ha1 = sess ? hash(`${account}:${nonce}:${cnonce}`) : account;
  const ha2 = hash(`${use.method}:${use.uri}`);
  const response = hash(qop ? `${ha1}:${nonce}:${nc}:${cnonce}:${qop}:${ha2}` : `${ha1}:${nonce}:${ha2}`);
  const parts = [
    `username=${quote(credentials.user)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(use.uri)}`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
  ];
  if (qop) parts.push(`qop=${qop}`, `nc=${nc}`);
  if (qop || sess) parts.push(`cnonce="${cnonce}"`);
  if (opaque !== null) parts.push(`opaque=${quote(opaque)}`);
  return [challenge.proxy ? 'Proxy-Authorization' : 'Authorization', `Digest ${parts.join(', ')}`];
}
