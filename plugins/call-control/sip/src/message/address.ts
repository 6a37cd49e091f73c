/** name-addr and addr-spec: From, To, Contact, Route … (RFC 3261 §20.10, §25.1). */
import { endOfQuoted, parseParams, quote, unquote, type Params } from './params';
import { uriText } from './sendable';

export type NameAddress = { name: string; uri: string; params: Params };

/** `"Bell, A" <sip:a@b;x>;tag=1` or `sip:a@b;tag=1` (then all parameters are the header's). undefined: malformed. */
export function parseAddress(text: string): NameAddress | undefined {
  const s = text.trim();
  const quoted = s.startsWith('"') ? endOfQuoted(s, 0) : 0;
  if (quoted < 0) return undefined; // RFC 4475 §3.1.2.6
  const open = s.indexOf('<', quoted);
  if (open < 0) return quoted ? undefined : bareAddress(s);
  const before = s.slice(quoted, open).trim();
  // RFC 4475 §3.1.2.15: no tokens, so it had to be quoted
  if (quoted ? before : /[",;:@]/.test(before)) return undefined;
  const close = s.indexOf('>', open);
  if (close < 0) return undefined;
  const uri = s.slice(open + 1, close);
  if (!uri || /[\s<"]/.test(uri)) return undefined; // RFC 4475 §3.1.2.14
  const params = parseParams(s, close + 1);
  return params && { name: quoted ? unquote(s.slice(0, quoted)) : before, uri, params };
}

function bareAddress(s: string): NameAddress | undefined {
  const semi = s.indexOf(';', s.lastIndexOf('@') + 1);
  const uri = (semi < 0 ? s : s.slice(0, semi)).trim();
  const params = parseParams(s, semi < 0 ? s.length : semi);
  return uri && !/[\s,"]/.test(uri) && uri.includes(':') && params ? { name: '', uri, params } : undefined;
}

/** A From or To value; the name goes out as UTF-8 in quotes, a line break in it as a blank. Throws `Unsendable` for what is no URI */
export const formatAddress = (uri: string, name = '', tag = ''): string =>
  `${name ? quote(name) + ' ' : ''}<${uriText(uri)}>${tag ? `;tag=${tag}` : ''}`;
