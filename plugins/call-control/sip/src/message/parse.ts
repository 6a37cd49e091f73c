/**
 * Bytes → message (RFC 3261 §7). The head is parsed once, the body is cut by the framing that knows how it ends.
 * A malformed request whose way back can be read is answered 400 (or 505); everything else malformed is dropped.
 */
import { parseAddress } from './address';
import type { Message } from './message';
import { headerName, isToken, singleHeaders } from './names';
import { splitList } from './params';
import { isLineText, isUriText } from './sendable';
import { parseVia } from './via';

/** The head of a message, before its body is there. `contentLength` null: the header is missing. */
export type Head = { start: string; headers: Map<string, string[]>; contentLength: number | null; trouble: string | null };

export type Parsed =
  | { ok: true; message: Message }
  /** `answer` where the sender is to be told; `headers` are what there is to copy into the response */
  | { ok: false; why: string; answer: { status: number; reason: string; headers: Head['headers'] } | null };

const maxContentLength = 0xffffffff;

/** `text` ends before the empty line. Never throws; what is wrong stands in `trouble`. */
export function parseHead(text: string): Head {
  // unfolding first (§7.3.1): a line that begins with white space continues the one before
  const lines = (text.includes('\r\n ') || text.includes('\r\n\t') ? text.replace(/\r\n[ \t]+/g, ' ') : text).split('\r\n');
  const headers = new Map<string, string[]>();
  let trouble: string | null = null;
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const colon = line.indexOf(':');
    const name = colon > 0 ? headerName(line.slice(0, colon)) : undefined;
    if (!name) {
      trouble ??= `header line ${i} is none`;
      continue;
    }
    const value = line.slice(colon + 1).trim();
    // what we could not say ourselves: in a response, or later inside the dialog, it would have to be said
    if (!isLineText(value)) trouble ??= `${name} holds a control character`;
    const had = headers.get(name);
    if (!had) headers.set(name, [value]);
    else {
      had.push(value);
      if (singleHeaders.has(name)) trouble ??= `${name} comes twice`;
    }
  }
  const length = headers.get('content-length')?.[0];
  let contentLength: number | null = null;
  if (length !== undefined) {
    if (/^\d{1,10}$/.test(length) && Number(length) <= maxContentLength) contentLength = Number(length);
    else trouble ??= 'Content-Length is no number';
  }
  return { start: lines[0] ?? '', headers, contentLength, trouble };
}

/** Head and body → message, with the syntax checks that RFC 4475 §3.1.2 asks for. */
export function parseMessage(head: Head, body: string): Parsed {
  return head.start.startsWith('SIP/') ? parseResponse(head, body) : parseRequest(head, body);
}

function parseRequest(head: Head, body: string): Parsed {
  const bad = (why: string, status = 400, reason = 'Bad Request'): Parsed => ({
    ok: false,
    why,
    answer: head.start.startsWith('ACK ')
      ? null
      : { status, reason: status === 400 ? `${reason} - ${why}` : reason, headers: head.headers },
  });
  const words = head.start.split(' ');
  const [method, uri, version] = words;
  if (words.length < 3 || !method || !isToken(method)) return { ok: false, why: 'no SIP request', answer: null };
  if (words.length !== 3 || !uri || !version) return bad('request line has stray spaces'); // §7.1, RFC 4475 §3.1.2.8..10
  if (version.toUpperCase() !== 'SIP/2.0') {
    return /^SIP\/\d+\.\d+$/i.test(version)
      ? bad('version not supported', 505, 'Version Not Supported')
      : { ok: false, why: 'no SIP request', answer: null };
  }
  if (!isUriText(uri) || !uri.includes(':')) return bad('request URI is malformed');
  if (head.trouble) return bad(head.trouble);
  const common = parseCommon(head, body);
  if (typeof common === 'string') return bad(common);
  if (common.cseq.method !== method) return bad('CSeq names another method');
  const maxForwards = head.headers.get('max-forwards')?.[0];
  if (maxForwards !== undefined && !(/^\d{1,8}$/.test(maxForwards) && Number(maxForwards) <= 255))
    return bad('Max-Forwards out of range');
  return { ok: true, message: { kind: 'request', method, uri, ...common } };
}

function parseResponse(head: Head, body: string): Parsed {
  const bad = (why: string): Parsed => ({ ok: false, why, answer: null });
  const m = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/i.exec(head.start);
  if (!m) return bad('no SIP 2.0 response');
  if (head.trouble) return bad(head.trouble);
  const common = parseCommon(head, body);
  if (typeof common === 'string') return bad(common);
  return { ok: true, message: { kind: 'response', status: Number(m[1]), reason: m[2] ?? '', ...common } };
}

/** The fields every message must have (§8.1.1); a string says what is wrong with them. */
function parseCommon(head: Head, body: string) {
  const { headers } = head;
  const first = (name: string) => headers.get(name)?.[0];
  const viaText = splitList(first('via') ?? '')[0];
  const via = viaText === undefined ? undefined : parseVia(viaText);
  if (!via) return 'Via missing or malformed';
  const from = parseAddress(first('from') ?? '');
  if (!from) return 'From missing or malformed';
  const to = parseAddress(first('to') ?? '');
  if (!to) return 'To missing or malformed';
  const callId = first('call-id');
  if (!callId) return 'Call-ID missing';
  const cseq = /^(\d{1,10})[ \t]+(\S+)$/.exec(first('cseq') ?? '');
  // §8.1.1.5: less than 2^31
  if (!cseq?.[1] || !cseq[2] || Number(cseq[1]) > 0x7fffffff) return 'CSeq missing or malformed';
  return {
    headers,
    body,
    via,
    from,
    to,
    fromTag: from.params.get('tag') ?? '',
    toTag: to.params.get('tag') ?? '',
    callId,
    cseq: { seq: Number(cseq[1]), method: cseq[2] },
  };
}
