/** What an INVITE of ours says: to whom, from whom, and for an agent which call it is. */
import { isIP } from 'node:net';
import { sipDomain } from '@zuoxi/contracts/environment';
import { parseUri } from '@zuoxi/sip';
import type { SipEffect } from '../ports';
import type { Dial, Party } from './record';

type DialEffect = Extract<SipEffect, { do: 'leg.dial' }>;

export function dialOf({ to, call, leg, caller }: DialEffect): Dial {
  const from = caller.number ? `sip:${userPart(caller.number)}@${sipDomain}` : 'sip:anonymous@anonymous.invalid'; // RFC 3323 §4.1.1.3
  if (to.kind === 'trunk') {
    const { host, port } = to.trunk;
    return { peer: 'phone', to: `sip:${userPart(to.number)}@${host}:${port}`, from, fromName: caller.name, headers: [] };
  }
  const answer = to.auto ? 'auto' : 'manual';
  return {
    peer: to.peer,
    to: `sip:${userPart(to.agent)}@${sipDomain}`,
    from,
    fromName: caller.name,
    headers: [['X-Zuoxi-Call', `${call};leg=${leg};answer=${answer}`]],
  };
}

/** The name that has to be looked up for a call to this URI; null: an address, an agent of ours, or no host at all. */
export function hostOf(to: string): string | null {
  const host = parseUri(to)?.host;
  return host === undefined || host === sipDomain || isIP(host) ? null : host;
}

export const partyOf = ({ to }: DialEffect): Party =>
  to.kind === 'agent' ? { kind: 'agent', agent: to.agent } : { kind: 'trunk', trunk: to.trunk.id };

/** `#` and whatever a stranger calls himself must be escaped in a user part, `+` and `*` must not (RFC 3261 §25.1). */
function userPart(text: string): string {
  // a half surrogate cannot be escaped at all
  const whole = Buffer.from(text, 'utf8').toString('utf8');
  return encodeURIComponent(whole).replace(/%2B/gi, '+').replace(/%26/g, '&').replace(/%3D/gi, '=');
}
