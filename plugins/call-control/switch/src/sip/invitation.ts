/** Reads an INVITE that the edge let in. */
import { AgentId, TrunkId } from '@zuoxi/contracts';
import { userOf, parseAddress, type Invitation } from '@zuoxi/sip';
import type { Peer } from '../ports';
import type { Party } from './record';

/** `X-Zuoxi-Source: trunk;id=…;ip=…` (plugins/contracts/WIRE.md). undefined: the edge did not vouch for it. */
export function sourceOf({ headers }: Pick<Invitation, 'headers'>): Party | undefined {
  const values = headers.get('x-zuoxi-source') ?? [];
  const [kind, ...parts] = values.length === 1 ? (values[0] ?? '').split(';').map((p) => p.trim()) : [];
  const id = parts.find((p) => p.startsWith('id='))?.slice(3);
  if (kind === 'trunk') {
    const trunk = TrunkId.safeParse(id);
    return trunk.success ? { kind, trunk: trunk.data } : undefined;
  }
  if (kind === 'agent') {
    const agent = AgentId.safeParse(id);
    return agent.success ? { kind, agent: agent.data } : undefined;
  }
  return undefined;
}

/** A user part may hold anything, escaped (RFC 3261 §25.1): neither a line break nor a NUL is anybody's number. */
const plain = (user: string): string => user.replace(/[\p{Cc}\u2028\u2029]/gu, '');

/** The calling number: what the carrier vouches for (RFC 3325), else what the caller says. */
export function aniOf({ headers, from }: Pick<Invitation, 'headers' | 'from'>): string {
  const asserted = parseAddress(headers.get('p-asserted-identity')?.[0] ?? '')?.uri;
  return plain((asserted && userOf(asserted)) || userOf(from));
}

export const dnisOf = ({ uri, to }: Pick<Invitation, 'uri' | 'to'>): string => plain(userOf(uri) || userOf(to));

/** DTLS-SRTP is a browser's (ports.ts, Peer). */
export const peerOf = (sdp: string): Peer => (/^m=audio[ \t].*UDP\/TLS\/RTP\/SAVP/m.test(sdp) ? 'browser' : 'phone');
