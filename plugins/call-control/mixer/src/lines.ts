/** Cuts a byte stream into lines. */
const longest = 4 << 20; // a keep of 50,000 calls is 1.5 MB

export class Lines {
  private rest: Buffer[] = [];
  private length = 0;

  constructor(private readonly onLine: (line: string) => void) {}

  /** False when a line grows beyond all measure: the connection is of no use. */
  push(bytes: Buffer): boolean {
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      const line = Buffer.concat([...this.rest, bytes.subarray(from, to)]).toString('utf8');
      this.rest = [];
      this.length = 0;
      from = to + 1;
      if (line.trim()) this.onLine(line);
    }
    if (from < bytes.length) {
      this.rest.push(bytes.subarray(from));
      this.length += bytes.length - from;
    }
    return this.length <= longest;
  }
}
