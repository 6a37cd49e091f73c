/** Via: the way back of a response (RFC 3261 §18.2, RFC 3581). */
import { parseParams, type Params } from './params';
import { parseHostPort } from './uri';

export type Via = { transport: string; host: string; port: number | null; branch: string; params: Params; text: string };

/** One Via value; undefined: malformed. Spaces around the slashes are allowed (RFC 4475 §3.1.1.1). */
export function parseVia(text: string): Via | undefined {
  const slash1 = text.indexOf('/');
  const slash2 = text.indexOf('/', slash1 + 1);
  if (slash2 < 0 || text.slice(0, slash1).trim().toUpperCase() !== 'SIP' || text.slice(slash1 + 1, slash2).trim() !== '2.0')
    return undefined;
  const rest = text.slice(slash2 + 1).trimStart();
  const gap = rest.search(/[ \t]/);
  if (gap < 1) return undefined;
  const semi = rest.indexOf(';');
  const sentBy = parseHostPort(rest.slice(gap, semi < 0 ? rest.length : semi));
  const params = parseParams(semi < 0 ? '' : rest, semi < 0 ? 0 : semi);
  if (!sentBy || !params) return undefined;
  return { transport: rest.slice(0, gap).toUpperCase(), ...sentBy, branch: params.get('branch') ?? '', params, text };
}
