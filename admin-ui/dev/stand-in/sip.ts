/** The edge's end of `/sip`, as far as a browser's telephone needs one: challenges, registers, invites, and keeps what it heard. */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';

export type Heard = { start: string; method: string; header: (name: string) => string; body: string };

export class StandInSip {
  readonly heard: Heard[] = [];
  readonly sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'sip' });
  password: string | null = null;
  onHeard: (m: Heard) => void = () => undefined;
  contact = '';
  private phone: WebSocket | null = null;
  private cseq = 0;

  constructor() {
    this.sockets.on('connection', (socket) => socket.on('message', (data) => this.hear(socket, String(data))));
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.sockets.handleUpgrade(request, socket, head, (ws) => this.sockets.emit('connection', ws, request));
  }

  /** Sends an INVITE to the registered phone; the Call-ID names it. */
  invite(callId: string, header: string, sdp: string): void {
    this.request('INVITE', callId, `X-Zuoxi-Call: ${header}\r\nContent-Type: application/sdp\r\n`, sdp);
  }

  request(method: string, callId: string, more = '', body = '', toTag = ''): void {
    this.cseq += method === 'ACK' || method === 'CANCEL' ? 0 : 1;
    const lines = [
      `${method} ${this.contact} SIP/2.0`,
      `Via: SIP/2.0/WS edge.invalid;branch=z9hG4bK${callId}${this.cseq}${method === 'ACK' ? 'a' : ''}`,
      'Max-Forwards: 70',
      'From: <sip:13800138000@zuoxi>;tag=theirs',
      `To: <sip:a1@zuoxi>${toTag ? `;tag=${toTag}` : ''}`,
      `Call-ID: ${callId}`,
      `CSeq: ${this.cseq} ${method}`,
      'Contact: <sip:edge@edge.invalid;transport=ws>',
      `${more}Content-Length: ${Buffer.byteLength(body)}`,
    ];
    this.phone?.send(`${lines.join('\r\n')}\r\n\r\n${body}`);
  }

  /** The last response of that status to that method. */
  response(status: number, method: string): Heard | undefined {
    return this.heard.findLast((m) => m.start.startsWith(`SIP/2.0 ${status}`) && m.header('cseq').endsWith(method));
  }

  private hear(socket: WebSocket, text: string): void {
    if (!text.trim()) return;
    const [head = '', body = ''] = text.split(/\r\n\r\n/, 2);
    const [start = '', ...lines] = head.split('\r\n');
    const header = (name: string): string =>
      lines
        .find((l) => l.toLowerCase().startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim() ?? '';
    const m: Heard = { start, method: start.split(' ')[0] ?? '', header, body };
    this.heard.push(m);
    if (m.method === 'REGISTER') this.register(socket, m);
    else if (!start.startsWith('SIP/2.0') && m.method !== 'ACK') this.reply(socket, m, '200 OK');
    this.onHeard(m);
  }

  private register(socket: WebSocket, m: Heard): void {
    const authorization = m.header('authorization');
    if (!authorization || (this.password !== null && !this.signed(authorization, this.password)))
      return this.reply(
        socket,
        m,
        '401 Unauthorized',
        `WWW-Authenticate: Digest realm="zuoxi", nonce="${randomBytes(8).toString('hex')}", algorithm=MD5\r\n`,
      );
    this.phone = socket;
    this.contact = /<([^>]+)>/.exec(m.header('contact'))?.[1] ?? '';
    this.reply(socket, m, '200 OK', `Contact: ${m.header('contact')};expires=120\r\n`);
  }

  /** RFC 2617 §3.2.2.1 without qop */
  private signed(authorization: string, password: string): boolean {
    const part = (name: string): string => new RegExp(`${name}="?([^",]+)`).exec(authorization)?.[1] ?? '';
    const md5 = (s: string): string => createHash('md5').update(s).digest('hex');
    const ha1 = md5(`${part('username')}:${part('realm')}:${password}`);
    return part('response') === md5(`${ha1}:${part('nonce')}:${md5(`REGISTER:${part('uri')}`)}`);
  }

  private reply(socket: WebSocket, m: Heard, status: string, more = ''): void {
    const same = ['via', 'from', 'call-id', 'cseq'].map((h) => `${h}: ${m.header(h)}`).join('\r\n');
    const to = m.header('to').includes('tag=') ? m.header('to') : `${m.header('to')};tag=edge`;
    socket.send(`SIP/2.0 ${status}\r\n${same}\r\nto: ${to}\r\n${more}Content-Length: 0\r\n\r\n`);
  }
}
