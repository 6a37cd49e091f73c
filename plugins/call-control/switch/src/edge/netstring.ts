/** Netstrings, `5:hello,`: how evapi frames its events. Source: https://cr.yp.to/proto/netstrings.txt */

const longest = 65_536;

/** Feeds on pieces of a stream and gives the whole strings in them. Throws when the stream is no netstring: nothing after that can be trusted. */
export function netstrings(): (piece: Buffer) => string[] {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    rest = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const found: string[] = [];
    for (;;) {
      const colon = rest.indexOf(':');
      if (colon < 0) {
        if (rest.length > 6) throw new Error('a netstring without its length');
        return found;
      }
      const digits = rest.toString('latin1', 0, colon);
      if (!/^\d{1,6}$/.test(digits) || Number(digits) > longest) throw new Error(`a netstring of length ${digits.slice(0, 20)}`);
      const end = colon + 1 + Number(digits);
      if (rest.length <= end) return found;
      if (rest[end] !== 0x2c) throw new Error('a netstring without its comma');
      found.push(rest.toString('utf8', colon + 1, end));
      rest = rest.subarray(end + 1);
    }
  };
}
