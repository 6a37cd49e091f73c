/** What the parser yields: the few fields every layer needs are read at once, all other headers stay text until somebody asks. */
import type { NameAddress } from './address';
import { splitList } from './params';
import type { Via } from './via';

export type Header = readonly [name: string, value: string];

type Common = {
  /** by lower-case long name; one entry a line, lists not yet split */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
  readonly via: Via;
  readonly from: NameAddress;
  readonly to: NameAddress;
  readonly fromTag: string;
  readonly toTag: string;
  readonly callId: string;
  readonly cseq: { readonly seq: number; readonly method: string };
};
export type Request = Common & { readonly kind: 'request'; readonly method: string; readonly uri: string };
export type Response = Common & { readonly kind: 'response'; readonly status: number; readonly reason: string };
export type Message = Request | Response;

type Headers = Common['headers'];
type HasHeaders = { readonly headers: Headers };

/** The first line's value of a header, trimmed; undefined: the header is not there. */
export const header = (m: HasHeaders, name: string): string | undefined => m.headers.get(name)?.[0];

/** All values of a list header over all its lines. */
export function list(m: HasHeaders, name: string): string[] {
  const lines = m.headers.get(name);
  return lines ? lines.flatMap(splitList) : [];
}

/** Option tags and the like: is `value` in the list, whatever the case? */
export const lists = (m: HasHeaders, name: string, value: string): boolean =>
  m.headers.has(name) && list(m, name).some((x) => x.toLowerCase() === value);

/** `application/sdp` of `Content-Type: application/SDP; charset=…`; '' without one. */
export const contentType = (m: HasHeaders): string =>
  (header(m, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
