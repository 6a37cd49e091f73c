/** Message → text. Names are written as given; Content-Length is added here and nowhere else. */
import type { Header, Request } from './message';
import { headerText, methodText, phraseText, uriText } from './sendable';

type Start = { readonly method: string; readonly uri: string } | { readonly status: number; readonly reason: string };
export type Draft = { start: Start; headers: readonly Header[]; body: string };

const startLine = (start: Start): string =>
  'method' in start
    ? `${methodText(start.method)} ${uriText(start.uri)} SIP/2.0\r\n`
    : `SIP/2.0 ${start.status} ${phraseText(start.reason)}\r\n`;

/** Throws `Unsendable` where a part of the start line or a header would not be that part alone; the body is told by its length and is free. */
export function serialize(draft: Draft): string {
  let text = startLine(draft.start);
  for (const [name, value] of draft.headers) text += headerText(name, value);
  return `${text}Content-Length: ${draft.body ? Buffer.byteLength(draft.body) : 0}\r\n\r\n${draft.body}`;
}

export type ResponseDraft = Draft & { status: number };

/** RFC 3261 §8.2.6: Via, From, To, Call-ID and CSeq are the request's; `toTag` is added where it has none. */
export function respond(
  request: Pick<Request, 'headers'> & { toTag: string },
  status: number,
  reason: string,
  toTag: string,
  headers: readonly Header[] = [],
  body = '',
): ResponseDraft {
  const copied: Header[] = [];
  for (const value of request.headers.get('via') ?? []) copied.push(['Via', value]);
  const one = (name: string, written: string, tail = '') => {
    const value = request.headers.get(name)?.[0];
    if (value !== undefined) copied.push([written, value + tail]);
  };
  one('from', 'From');
  one('to', 'To', toTag && !request.toTag ? `;tag=${toTag}` : '');
  one('call-id', 'Call-ID');
  one('cseq', 'CSeq');
  return {
    status,
    start: { status, reason },
    headers: headers.length ? [...copied, ...headers] : copied,
    body,
  };
}
