/** Header names: one lower-case long form inside, whatever came over the wire (RFC 3261 §7.3.1, §7.3.3). */
const compactForms: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  d: 'request-disposition',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
  y: 'identity',
};

// the same few dozen spellings arrive in every message; the bound keeps invented names from filling the memory
const known = new Map<string, string>();
const knownLimit = 512;

/** A header's name as it stands before the colon → the name used in `Message.headers`; undefined: no token (RFC 3261 §25.1). */
export function headerName(written: string): string | undefined {
  const seen = known.get(written);
  if (seen !== undefined) return seen;
  const trimmed = written.trimEnd().toLowerCase();
  if (!isToken(trimmed)) return undefined;
  const name = compactForms[trimmed] ?? trimmed;
  if (known.size < knownLimit) known.set(written, name);
  return name;
}

const tokenCharacters = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
export const isToken = (s: string): boolean => tokenCharacters.test(s);

/** Headers that must not come twice (RFC 3261 §7.3.1: only lists may be split over lines). */
export const singleHeaders: ReadonlySet<string> = new Set([
  'from',
  'to',
  'call-id',
  'cseq',
  'max-forwards',
  'content-length',
  'content-type',
]);
