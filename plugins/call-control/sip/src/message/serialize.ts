/** Message → text. Names are written as given; Content-Length is added here and nowhere else. */
import type { Header, Request } from './message';
import { clean } from './params';

export type Draft = { start: string; headers: readonly Header[]; body: string };

export function serialize(draft: Draft): string {
  let text = draft.start + '\r\n';
  // a value from outside must not begin a line of its own
  for (const [name, value] of draft.headers)
    text += `${name}: ${value.includes('\n') || value.includes('\r') ? clean(value) : value}\r\n`;
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
    start: `SIP/2.0 ${status} ${clean(reason)}`,
    headers: headers.length ? [...copied, ...headers] : copied,
    body,
  };
}
