/** A byte stream → messages (RFC 3261 §18.3): Content-Length says where the body ends; CRLFs between messages are keepalives. */
import { parseHead, parseMessage, type Head, type Parsed } from '../message/parse';
import type { Flow, Limits, Sink } from './transport';

export type Frame =
  | { is: 'message'; parsed: Parsed }
  | { is: 'tooLarge'; head: Head }
  /** CRLFCRLF: the peer asks whether we are there (RFC 5626 §3.5.1); it gets CRLF */
  | { is: 'ping' }
  | { is: 'pong' }
  /** nothing behind this can be told apart: the connection must be closed */
  | { is: 'lost'; why: string };

const cr = 0x0d;
const lf = 0x0a;
const blank = Buffer.from('\r\n\r\n');
/** a body announced longer than this is not worth skipping */
const skipLimit = 16 * 1024 * 1024;

export class Framer {
  private buffer: Buffer = Buffer.alloc(0);
  private head: Head | null = null;
  private skip = 0;
  private scanned = 0;

  constructor(private readonly limits: Limits) {}

  /** All frames that end within `chunk`. After 'lost' the framer must not be used again. */
  *push(chunk: Buffer): Generator<Frame> {
    this.buffer = this.buffer.length ? Buffer.concat([this.buffer, chunk]) : chunk;
    for (;;) {
      const frame = this.next();
      if (!frame) return;
      yield frame;
      if (frame.is === 'lost') return;
    }
  }

  private next(): Frame | null {
    if (this.skip) {
      const n = Math.min(this.skip, this.buffer.length);
      this.take(n);
      this.skip -= n;
      if (this.skip) return null;
    }
    return this.head ? this.body(this.head) : (this.keepalive() ?? this.start());
  }

  private keepalive(): Frame | null {
    const b = this.buffer;
    if (b[0] !== cr || b[1] !== lf) return null;
    const ping = b[2] === cr && b[3] === lf;
    this.take(ping ? 4 : 2);
    return { is: ping ? 'ping' : 'pong' };
  }

  private start(): Frame | null {
    // -3: the empty line may have been cut by the end of the chunk before
    const end = this.buffer.indexOf(blank, Math.max(0, this.scanned - 3));
    if (end < 0) {
      this.scanned = this.buffer.length;
      return this.buffer.length > this.limits.message ? { is: 'lost', why: 'header larger than the limit' } : null;
    }
    const head = parseHead(this.buffer.toString('utf8', 0, end));
    this.take(end + 4);
    if (!head.start.includes('SIP/')) return { is: 'lost', why: 'no SIP on this stream' };
    const length = head.contentLength ?? 0;
    if (length > this.limits.body || end + 4 + length > this.limits.message) {
      if (length > skipLimit) return { is: 'lost', why: 'body larger than anything to be skipped' };
      this.skip = length;
      return { is: 'tooLarge', head };
    }
    this.head = head;
    return this.body(head);
  }

  private body(head: Head): Frame | null {
    const length = head.contentLength ?? 0;
    if (this.buffer.length < length) return null;
    const body = this.buffer.toString('utf8', 0, length);
    this.take(length);
    this.head = null;
    return { is: 'message', parsed: parseMessage(head, body) };
  }

  private take(n: number): void {
    this.buffer = this.buffer.subarray(n);
    this.scanned = 0;
  }
}

/** Hands a frame up. false: the stream is lost, the connection must be closed. */
export function deliverFrame(sink: Sink, frame: Frame, flow: Flow): boolean {
  if (frame.is === 'message') {
    if (frame.parsed.ok) sink.message(frame.parsed.message, flow);
    else sink.malformed(frame.parsed, flow);
  } else if (frame.is === 'ping') flow.send('\r\n');
  else if (frame.is === 'tooLarge') sink.tooLarge(frame.head, flow);
  else if (frame.is === 'lost') sink.refused(frame.why, flow.remote);
  return frame.is !== 'lost';
}
