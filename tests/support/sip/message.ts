/** SIP as text, written by hand: what the edge does to a message must be seen as it is on the wire. */
import { createHash, randomUUID } from 'node:crypto';

export type SipMessage = {
  raw: string;
  /** null in a response */
  method: string | null;
  uri: string;
  /** null in a request */
  status: number | null;
  /** every value of a header, top to bottom, comma lists as they came */
  all(name: string): string[];
  header(name: string): string;
  body: string;
};

const compact: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
};

export function read(raw: string): SipMessage {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const [start = '', ...lines] = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = lines.map((line) => {
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim().toLowerCase();
    return [compact[name] ?? name, line.slice(at + 1).trim()] as const;
  });
  const all = (name: string): string[] => headers.filter(([n]) => n === name.toLowerCase()).map(([, value]) => value);
  const response = /^SIP\/2\.0 (\d{3})/.exec(start);
  return {
    raw,
    method: response ? null : (start.split(' ')[0] ?? ''),
    uri: response ? '' : (start.split(' ')[1] ?? ''),
    status: response ? Number(response[1]) : null,
    all,
    header: (name) => all(name)[0] ?? '',
    body: rest.join('\r\n\r\n'),
  };
}

export type Say = {
  method: string;
  uri: string;
  /** `UDP 127.0.0.1:5060`: transport and sent-by of the sender */
  via: string;
  from: string;
  to: string;
  callId?: string;
  cseq?: number;
  branch?: string;
  contact?: string;
  headers?: readonly string[];
  body?: string;
};

export const newBranch = (): string => `z9hG4bK${randomUUID().slice(0, 13)}`;

/** A request. `from` without a tag gets one; with a body it says that it is SDP. */
export function request(r: Say): string {
  const from = r.from.includes(';tag=') ? r.from : `${r.from};tag=${randomUUID().slice(0, 8)}`;
  return [
    `${r.method} ${r.uri} SIP/2.0`,
    `Via: SIP/2.0/${r.via};branch=${r.branch ?? newBranch()}`,
    'Max-Forwards: 70',
    `From: ${from}`,
    `To: ${r.to}`,
    `Call-ID: ${r.callId ?? randomUUID()}`,
    `CSeq: ${r.cseq ?? 1} ${r.method}`,
    ...(r.contact ? [`Contact: ${r.contact}`] : []),
    ...(r.headers ?? []),
    ...(r.body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${Buffer.byteLength(r.body ?? '')}`,
    '',
    r.body ?? '',
  ].join('\r\n');
}

/** A response to a request that was heard, along its Vias and Record-Routes (RFC 3261 §8.2.6.2). */
export function response(
  to: SipMessage,
  status: number,
  more: { tag?: string; headers?: readonly string[]; body?: string } = {},
): string {
  const target = to.header('to');
  return [
    `SIP/2.0 ${status} ${status < 200 ? 'Going' : status < 300 ? 'OK' : 'No'}`,
    ...to.all('via').map((v) => `Via: ${v}`),
    ...to.all('record-route').map((v) => `Record-Route: ${v}`),
    `From: ${to.header('from')}`,
    `To: ${more.tag && !target.includes(';tag=') ? `${target};tag=${more.tag}` : target}`,
    `Call-ID: ${to.header('call-id')}`,
    `CSeq: ${to.header('cseq')}`,
    ...(more.headers ?? []),
    ...(more.body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${Buffer.byteLength(more.body ?? '')}`,
    '',
    more.body ?? '',
  ].join('\r\n');
}

/** The Route headers of a dialog's next request: the caller's in reverse order, the called one's as they came (RFC 3261 §12.1). */
export const routeOf = (m: SipMessage, side: 'caller' | 'called'): string[] => {
  const set = m.all('record-route').flatMap((v) => v.split(/,\s*(?=<)/));
  return (side === 'caller' ? set.reverse() : set).map((v) => `Route: ${v}`);
};

export const uriIn = (value: string): string => /<([^>]*)>/.exec(value)?.[1] ?? value.split(';')[0] ?? '';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The answer to a 401 or 407 challenge with qop=auth (RFC 7616 §3.4.1); without it as RFC 2069 had it. */
export function authorization(
  challenge: SipMessage,
  r: { method: string; uri: string; user: string; password: string; nc?: number; qop?: false },
): string {
  const asked = challenge.status === 401 ? challenge.header('www-authenticate') : challenge.header('proxy-authenticate');
  const value = (name: string): string => new RegExp(`${name}="?([^",]+)`).exec(asked)?.[1] ?? '';
  const [a1, a2] = [md5(`${r.user}:${value('realm')}:${r.password}`), md5(`${r.method}:${r.uri}`)];
  const nc = String(r.nc ?? 1).padStart(8, '0');
  const cnonce = randomUUID().slice(0, 8);
  const answer = md5([a1, value('nonce'), ...(r.qop === false ? [] : [nc, cnonce, 'auth']), a2].join(':'));
  const name = challenge.status === 401 ? 'Authorization' : 'Proxy-Authorization';
  const quoted = { username: r.user, realm: value('realm'), nonce: value('nonce'), uri: r.uri, response: answer };
  const parts = Object.entries(quoted).map(([k, v]) => `${k}="${v}"`);
  const counted = r.qop === false ? '' : `, cnonce="${cnonce}", qop=auth, nc=${nc}`;
  return `${name}: Digest ${parts.join(', ')}${counted}, algorithm=MD5`;
}
