/** Bencode, the body of rtpengine's NG protocol: integers, byte strings (UTF-8 here), lists, dictionaries. */
export type Bencoded = number | string | readonly Bencoded[] | { readonly [key: string]: Bencoded };

/** Keys are sorted (the format asks for it). Throws RangeError for a number that is no safe integer. */
export function encode(value: Bencoded): Buffer {
  const parts: Buffer[] = [];
  write(value, parts);
  return Buffer.concat(parts);
}

function write(value: Bencoded, to: Buffer[]): void {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no integer`);
    to.push(Buffer.from(`i${value}e`));
  } else if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    to.push(Buffer.from(`${bytes.length}:`), bytes);
  } else {
    to.push(Buffer.from(isList(value) ? 'l' : 'd'));
    if (isList(value)) for (const item of value) write(item, to);
    else
      for (const [key, item] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
        write(key, to);
        write(item, to);
      }
    to.push(Buffer.from('e'));
  }
}
const isList = (value: Bencoded): value is readonly Bencoded[] => Array.isArray(value);

/** Throws SyntaxError for anything that is not exactly one bencoded value. */
export function decode(bytes: Buffer): Bencoded {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  if (!reader.atEnd()) throw new SyntaxError('bencode: something follows the value');
  return value;
}

const [int, list, dictionary, end, colon] = [0x69, 0x6c, 0x64, 0x65, 0x3a]; // i l d e :
const deepest = 32;

class Reader {
  private at = 0;
  constructor(private readonly bytes: Buffer) {}

  atEnd(): boolean {
    return this.at === this.bytes.length;
  }

  value(depth: number): Bencoded {
    if (depth > deepest) throw new SyntaxError('bencode: nested too deep');
    const kind = this.bytes[this.at];
    if (kind === int) return this.number(this.at + 1, end);
    if (kind === list) return this.items(depth);
    if (kind === dictionary) return this.entries(depth);
    return this.text();
  }

  private items(depth: number): Bencoded[] {
    const items: Bencoded[] = [];
    for (this.at++; this.bytes[this.at] !== end;) items.push(this.value(depth + 1));
    this.at++;
    return items;
  }

  private entries(depth: number): { [key: string]: Bencoded } {
    const entries: [string, Bencoded][] = [];
    for (this.at++; this.bytes[this.at] !== end;) entries.push([this.text(), this.value(depth + 1)]);
    this.at++;
    return Object.fromEntries(entries);
  }

  private text(): string {
    const length = this.number(this.at, colon);
    const from = this.at;
    if (length < 0 || from + length > this.bytes.length) throw new SyntaxError('bencode: a string is cut short');
    this.at = from + length;
    return this.bytes.toString('utf8', from, this.at);
  }

  /** digits from `from` to the byte `until`, and steps over that byte */
  private number(from: number, until: number): number {
    const to = this.bytes.indexOf(until, from);
    const digits = to < 0 ? '' : this.bytes.toString('latin1', from, to);
    if (!/^-?\d{1,20}$/.test(digits)) throw new SyntaxError(`bencode: no number at byte ${from}`);
    this.at = to + 1;
    return Number(digits);
  }
}
