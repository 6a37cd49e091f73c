/** A peer that speaks raw SIP text: what a test writes is what goes out. */
import type { Address } from '../api';
import { parseHead, parseMessage } from '../message/parse';
import type { Header, Message, Request, Response } from '../message/message';
import { respond, serialize } from '../message/serialize';
import { titleOf, type Network } from './network';

export class RawPeer {
  readonly got: Message[] = [];
  private seq = 0;

  constructor(
    readonly at: Address,
    private readonly network: Network,
    private readonly to: Address,
    private readonly protocol: 'TCP' | 'UDP' = 'TCP',
  ) {
    network.attach(at, (text) => {
      const gap = text.indexOf('\r\n\r\n');
      const parsed = parseMessage(parseHead(text.slice(0, gap)), text.slice(gap + 4));
      if (!parsed.ok) throw new Error(`the user agent wrote ${titleOf(text)}: ${parsed.why}`);
      this.got.push(parsed.message);
    });
  }

  write(text: string): void {
    this.network.send({ from: this.at, to: this.to, text });
  }

  /** A request from its lines: Via, Max-Forwards and Content-Length are added. */
  request(line: string, headers: Readonly<Record<string, string>>, body = '', branch = `z9hG4bKraw${++this.seq}`): string {
    const lines: Header[] = [
      ['Via', `SIP/2.0/${this.protocol} ${this.at.host}:${this.at.port};branch=${branch}`],
      ['Max-Forwards', '70'],
      ...Object.entries(headers),
    ];
    const [method = '', uri = ''] = line.split(' ');
    this.write(serialize({ start: { method, uri }, headers: lines, body }));
    return branch;
  }

  /** A response to one of the user agent's requests. */
  respond(to: Request, status: number, headers: Readonly<Record<string, string>> = {}, body = '', toTag = 'peer'): void {
    this.write(serialize(respond(to, status, 'Text', toTag, Object.entries(headers), body)));
  }

  titles(): string[] {
    return this.got.map((m) => (m.kind === 'request' ? m.method : `${m.status} ${m.cseq.method}`));
  }
  /** The last message of this title. */
  request1(method: string): Request {
    const found = this.got.findLast((m): m is Request => m.kind === 'request' && m.method === method);
    if (!found) throw new Error(`no ${method} came, but ${this.titles().join(', ')}`);
    return found;
  }
  response(status: number, method = 'INVITE'): Response {
    const found = this.got.findLast(
      (m): m is Response => m.kind === 'response' && m.status === status && m.cseq.method === method,
    );
    if (!found) throw new Error(`no ${status} ${method} came, but ${this.titles().join(', ')}`);
    return found;
  }
}
