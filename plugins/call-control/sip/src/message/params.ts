/** Parameters and lists with quoted strings, scanned by hand: no expression that could backtrack. */
export type Params = ReadonlyMap<string, string>;
const none: Params = new Map();

/** Index just behind the quoted string that opens at `open`; -1: it never closes. */
export function endOfQuoted(s: string, open: number): number {
  for (let i = open + 1; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c === 0x5c) i++;
    else if (c === 0x22) return i + 1;
  }
  return -1;
}

/** `;a=b;c` from `from` on → lower-case names; a bare name has the value ''. undefined: not parameters. */
export function parseParams(s: string, from: number): Params | undefined {
  let i = skipSpace(s, from);
  if (i >= s.length) return none;
  const params = new Map<string, string>();
  while (i < s.length) {
    if (s[i] !== ';') return undefined;
    const end = endOfParam(s, i + 1);
    if (end < 0) return undefined;
    const text = s.slice(i + 1, end);
    const eq = text.indexOf('=');
    const name = (eq < 0 ? text : text.slice(0, eq)).trim().toLowerCase();
    // `;;` is a mistake (RFC 4475 §3.1.2.1); a lone `;` at the very end is common and harmless
    if (!name && end < s.length) return undefined;
    if (name) params.set(name, eq < 0 ? '' : unquote(text.slice(eq + 1).trim()));
    i = end;
  }
  return params;
}

function endOfParam(s: string, from: number): number {
  for (let i = from; i < s.length;) {
    const c = s[i];
    if (c === ';') return i;
    if (c === '"') {
      i = endOfQuoted(s, i);
      if (i < 0) return -1;
    } else i++;
  }
  return s.length;
}

export function unquote(s: string): string {
  if (s.length < 2 || s[0] !== '"' || s[s.length - 1] !== '"') return s;
  const inner = s.slice(1, -1);
  return inner.includes('\\') ? inner.replace(/\\(.)/gs, '$1') : inner;
}

/** A value made safe to stand between quotes (RFC 3261 §25.1 quoted-string). */
export const quote = (s: string): string => `"${clean(s).replace(/["\\]/g, '\\$&')}"`;

/** Without the control characters that would end the line and begin another header. */
// eslint-disable-next-line no-control-regex
export const clean = (s: string): string => (/[\x00-\x1f\x7f]/.test(s) ? s.replace(/[\x00-\x1f\x7f]+/g, ' ') : s);

/** A comma list, the commas in quotes and angle brackets left alone (RFC 3261 §7.3.1). */
export function splitList(s: string): string[] {
  if (!s.includes(',')) return s.trim() ? [s.trim()] : [];
  const out: string[] = [];
  let start = 0;
  let angle = false;
  for (let i = 0; i < s.length; i++) {
    const c = s[i];
    if (c === '"' && !angle) {
      const end = endOfQuoted(s, i);
      if (end < 0) break;
      i = end - 1;
    } else if (c === '<') angle = true;
    else if (c === '>') angle = false;
    else if (c === ',' && !angle) {
      out.push(s.slice(start, i).trim());
      start = i + 1;
    }
  }
  out.push(s.slice(start).trim());
  return out.filter((x) => x !== '');
}

export function skipSpace(s: string, from: number): number {
  let i = from;
  while (i < s.length && (s[i] === ' ' || s[i] === '\t')) i++;
  return i;
}
