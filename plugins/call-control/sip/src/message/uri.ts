/** SIP URIs (RFC 3261 §19.1), as far as an element needs them: where to, who, which transport. */
import { parseParams, type Params } from './params';
import { isUriText } from './sendable';

export type SipUri = { scheme: 'sip' | 'sips'; user: string; host: string; port: number | null; params: Params; headers: string };

/** `sip:user;x@host:port;transport=tcp?Replaces=…`; undefined: malformed or another scheme. The user stays escaped. */
export function parseUri(text: string): SipUri | undefined {
  const colon = text.indexOf(':');
  const scheme = text.slice(0, colon).toLowerCase();
  if (scheme !== 'sip' && scheme !== 'sips') return undefined;
  if (!isUriText(text)) return undefined;
  const at = text.lastIndexOf('@');
  // a user part may hold ; and ?, the host part may not (RFC 4475 §3.1.1.9)
  const user = at < 0 ? '' : text.slice(colon + 1, at);
  const rest = text.slice(at < 0 ? colon + 1 : at + 1);
  const q = rest.indexOf('?');
  const beforeHeaders = q < 0 ? rest : rest.slice(0, q);
  const semi = beforeHeaders.indexOf(';');
  const hostPort = parseHostPort(semi < 0 ? beforeHeaders : beforeHeaders.slice(0, semi));
  const params = parseParams(semi < 0 ? '' : beforeHeaders, semi < 0 ? 0 : semi);
  if (!hostPort || !params) return undefined;
  return { scheme, user, ...hostPort, params, headers: q < 0 ? '' : rest.slice(q + 1) };
}

/** `host`, `host:port`, `[v6]:port`; spaces around the colon are Via's (RFC 3261 §20.42). */
export function parseHostPort(text: string): { host: string; port: number | null } | undefined {
  const s = text.trim();
  const v6 = s.startsWith('[') ? s.indexOf(']') + 1 : 0;
  if (s.startsWith('[') && v6 === 0) return undefined;
  const colon = s.indexOf(':', v6);
  const host = (colon < 0 ? s : s.slice(0, colon)).trim();
  if (!host || !(v6 ? /^\[[0-9A-Fa-f:.]+\]$/ : /^[A-Za-z0-9._-]+$/).test(host)) return undefined;
  if (colon < 0) return { host, port: null };
  const port = s.slice(colon + 1).trim();
  return /^\d{1,5}$/.test(port) && Number(port) < 65536 ? { host, port: Number(port) } : undefined;
}

/** `sip`, `tel`, …; '' when there is none. */
export const schemeOf = (uri: string): string => /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(uri)?.[1]?.toLowerCase() ?? '';

/** The user of a sip, sips or tel URI, unescaped, without parameters: `+8613800138000`; '' when there is none. */
export function userOf(uri: string): string {
  const raw = schemeOf(uri) === 'tel' ? uri.slice(4) : (parseUri(uri)?.user ?? '');
  const plain = raw.split(/[;:]/, 1)[0] ?? '';
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain; // a stray % is no escape
  }
}
