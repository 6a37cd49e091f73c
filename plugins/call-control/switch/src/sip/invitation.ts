/** Reads an INVITE that the edge let in. */
import { AgentId, TrunkId, withheldNumber } from '@zuoxi/contracts';
import { parseAddress, splitList, userOf, type Invitation } from '@zuoxi/sip';
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

/** RFC 3966 §5.1.1: marks that make a number readable mean nothing; anything but a number stays as it is. */
export function numberIn(uri: string): string {
  const user = plain(userOf(uri));
  const bare = user.replace(/[-.() ]/g, '');
  return /^\+?[0-9*#]+$/.test(bare) ? bare : user;
}

/** Names that stand for none (RFC 3323 §4.1.1.3, and what gateways write). */
const nobody = /^(anonymous|restricted|unavailable|)$/i;
const isNumber = (user: string): boolean => /^\+?[0-9]+$/.test(user);

type Headers = Pick<Invitation, 'headers'>;
const values = ({ headers }: Headers, name: string): string[] => (headers.get(name) ?? []).flatMap(splitList);
const usersOf = (from: Headers, name: string): string[] =>
  values(from, name).flatMap((value) => {
    const user = numberIn(parseAddress(value)?.uri ?? '');
    return nobody.test(user) ? [] : [user];
  });

/** The caller asks for it: `id` (RFC 3325 §9.3) or `user` (RFC 3323 §4.2), one header of several values or several headers. */
const wantsPrivacy = ({ headers }: Headers): boolean =>
  (headers.get('privacy') ?? []).some((line) => line.split(/[;,]/).some((word) => /^(id|user)$/i.test(word.trim())));

/**
 * The calling number: what the carrier vouches for (RFC 3325: a sip and a tel URI, in one line or two), else what the caller says. `withheld`: not to be
 * shown, or nobody says who it is.
 */
export function callerOf(invitation: Pick<Invitation, 'headers' | 'from'>): { ani: string; withheld?: true } {
  const asserted = usersOf(invitation, 'p-asserted-identity');
  const ani = asserted.find(isNumber) ?? asserted[0] ?? numberIn(invitation.from);
  if (nobody.test(ani)) return { ani: withheldNumber, withheld: true };
  return wantsPrivacy(invitation) ? { ani, withheld: true } : { ani };
}

export const dnisOf = ({ uri, to }: Pick<Invitation, 'uri' | 'to'>): string => numberIn(uri) || numberIn(to);

const mostDiversions = 5;
/** Who passed the call on, the latest first: Diversion has that order (RFC 5806 §4.3.1), History-Info the other, and ends with us (RFC 7044 §9). */
export function divertedFrom(invitation: Headers): string[] {
  const diverted = usersOf(invitation, 'diversion');
  const history = usersOf(invitation, 'history-info').slice(0, -1).reverse();
  return (diverted.length ? diverted : history).slice(0, mostDiversions);
}

/** DTLS-SRTP is a browser's (ports.ts, Peer). */
export const peerOf = (sdp: string): Peer => (/^m=audio[ \t].*UDP\/TLS\/RTP\/SAVP/m.test(sdp) ? 'browser' : 'phone');
