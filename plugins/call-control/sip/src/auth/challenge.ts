/** WWW-Authenticate and Proxy-Authenticate (RFC 3261 §20.44, RFC 7616 §3.3). */
import { header, type Response } from '../message/message';
import { endOfQuoted, unquote } from '../message/params';

export type Algorithm = 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess';
export type Challenge = {
  /** 407 or 401 */
  proxy: boolean;
  realm: string;
  nonce: string;
  opaque: string | null;
  stale: boolean;
  algorithm: Algorithm;
  qop: 'auth' | null;
};

/** strongest last */
const algorithms: readonly Algorithm[] = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'];

/** The challenges of a 401 or 407 that we can meet, one a realm: the strongest algorithm offered (RFC 7616 §3.7). */
export function challengesOf(response: Response): Challenge[] {
  const proxy = response.status === 407;
  const byRealm = new Map<string, Challenge>();
  // commas separate parameters here, so that several challenges in one line cannot be told by the list rule (§20.44)
  for (const line of response.headers.get(proxy ? 'proxy-authenticate' : 'www-authenticate') ?? []) {
    const challenge = parseChallenge(line, proxy);
    const had = challenge && byRealm.get(challenge.realm);
    if (challenge && (!had || algorithms.indexOf(challenge.algorithm) > algorithms.indexOf(had.algorithm)))
      byRealm.set(challenge.realm, challenge);
  }
  return [...byRealm.values()];
}

function parseChallenge(line: string, proxy: boolean): Challenge | undefined {
  if (!/^digest[ \t]/i.test(line)) return undefined;
  const p = authParams(line.slice(7));
  const algorithm = algorithms.find((a) => a.toLowerCase() === (p.get('algorithm') ?? 'md5').toLowerCase());
  const realm = p.get('realm');
  const nonce = p.get('nonce');
  const qops = p
    .get('qop')
    ?.split(',')
    .map((q) => q.trim().toLowerCase());
  // only auth-int offered: the body would have to be hashed; nobody in SIP offers it alone
  if (!algorithm || realm === undefined || nonce === undefined || (qops && !qops.includes('auth'))) return undefined;
  return {
    proxy,
    realm,
    nonce,
    opaque: p.get('opaque') ?? null,
    stale: p.get('stale')?.toLowerCase() === 'true',
    algorithm,
    qop: qops ? 'auth' : null,
  };
}

/** `a="x", b=y` → lower-case names. */
export function authParams(text: string): Map<string, string> {
  const params = new Map<string, string>();
  let i = 0;
  while (i < text.length) {
    let end = i;
    while (end < text.length && text[end] !== ',') {
      const quoted = text[end] === '"' ? endOfQuoted(text, end) : 0;
      end = quoted > 0 ? quoted : end + 1;
    }
    const part = text.slice(i, end);
    const eq = part.indexOf('=');
    if (eq > 0) params.set(part.slice(0, eq).trim().toLowerCase(), unquote(part.slice(eq + 1).trim()));
    i = end + 1;
  }
  return params;
}

/** The seconds of a `Retry-After: 5 (busy)`; 0 without one. */
export const retryAfter = (response: Response): number => parseInt(header(response, 'retry-after') ?? '0', 10) || 0;
