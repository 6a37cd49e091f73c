/** For tests: the edge as raw SIP text over TCP. It listens where the switch sends, and connects to where the switch listens. */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

export type Raw = { title: string; text: string; body: string; header(name: string): string };

const titleOf = (text: string): string => {
  const [first = '', second = ''] = text.split(' ', 2);
  return first === 'SIP/2.0' ? `${second} ${/^cseq: *\d+ +(\S+)/im.exec(text)?.[1] ?? ''}` : first;
};

const headerOf = (text: string, name: string): string => new RegExp(`^${name}: *(.*)\\r$`, 'im').exec(text)?.[1] ?? '';

export class RawEdge {
  readonly got: Raw[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private inner: Socket | null = null;
  private news: () => void = () => undefined;
  private count = 0;

  constructor() {
    this.server = createServer((socket) => this.read(socket));
  }

  async listen(port = 0): Promise<number> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Waits for the `n`-th message of a title, `INVITE` or `200 BYE`. */
  wait(title: string, n = 1): Promise<Raw> {
    return this.until((m) => m.title === title, n);
  }

  /** Waits for the `n`-th message like this. */
  async until(like: (m: Raw) => boolean, n = 1): Promise<Raw> {
    for (;;) {
      const found = this.got.filter(like)[n - 1];
      if (found) return found;
      await new Promise<void>((resolve) => (this.news = resolve));
    }
  }

  /** Answers a request of the switch's on the connection it came on. */
  respond(to: Raw, status: number, more = '', body = ''): void {
    const tag = status > 100 && !to.header('To').includes('tag=') ? ';tag=peer' : '';
    const copied = ['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${to.header(name)}\r\n`).join('');
    this.outer?.write(`SIP/2.0 ${status} Text\r\n${copied}To: ${to.header('To')}${tag}\r\n${more}${tail(body)}`);
  }

  /** Sends a request to the switch. */
  async request(
    port: number,
    method: string,
    headers: string,
    body = '',
    branch = `z9hG4bKedge${++this.count}`,
  ): Promise<string> {
    if (!this.inner || this.inner.destroyed) {
      this.inner = connect(port, '127.0.0.1');
      await once(this.inner, 'connect');
      this.read(this.inner, false);
    }
    this.inner.write(
      `${method} sip:10086@zuoxi SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=${branch}\r\nMax-Forwards: 60\r\n${headers}${tail(body, headers)}`,
    );
    return branch;
  }

  private outer: Socket | null = null;

  private read(socket: Socket, outer = true): void {
    this.sockets.add(socket);
    if (outer) this.outer = socket;
    let data = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      data = Buffer.concat([data, chunk]);
      for (let gap = data.indexOf('\r\n\r\n'); gap >= 0; gap = data.indexOf('\r\n\r\n')) {
        const head = data.toString('utf8', 0, gap + 2);
        const end = gap + 4 + Number(headerOf(head, 'Content-Length') || 0);
        if (data.length < end) return;
        const body = data.toString('utf8', gap + 4, end);
        data = data.subarray(end);
        this.got.push({ title: titleOf(head), text: head, body, header: (name) => headerOf(head, name) });
        this.news();
      }
    });
  }
}

/** SDP unless the headers say otherwise. */
const tail = (body: string, headers = ''): string =>
  `${body && !headers.includes('Content-Type') ? 'Content-Type: application/sdp\r\n' : ''}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
