/** rtpengine's control protocol NG: `<cookie> <bencoded dictionary>` over UDP, one reply a command. No opinions on what is asked. */
import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { z } from 'zod';
import { decode, encode, type Bencoded } from './bencode';

/** Options of `offer` and `answer`, in rtpengine's own words. */
export type NgOptions = { readonly [key: string]: Bencoded };

/** rtpengine refused, or did not answer. `reason` is its own word: "Unknown call-id". */
export class NgError extends Error {
  constructor(
    readonly command: string,
    readonly reason: string,
  ) {
    super(`rtpengine ${command}: ${reason}`);
    this.name = 'NgError';
  }
}
const unknownCall = (error: unknown): boolean => error instanceof NgError && /unknown call/i.test(error.reason);

const Reply = z.looseObject({ result: z.string(), 'error-reason': z.string().optional(), sdp: z.string().optional() });
type Reply = z.infer<typeof Reply>;
type Pending = {
  command: string;
  datagram: Buffer;
  sends: number;
  timer: NodeJS.Timeout;
  done: (reply: Reply) => void;
  failed: (e: NgError) => void;
};

const largest = 65_507; // UDP over IPv4
/** ms until the next sending; rtpengine answers a repeated cookie from memory, so asking again changes nothing. After the last it is a failure. */
const quick = [250, 500, 1000, 1250];
/** A call waits for its sound as long as a caller would: an rtpengine that is frozen or restarted may be back by then. */
const patient = [250, 500, 1000, ...Array.from({ length: 29 }, () => 1000)];
const waits: Readonly<Record<string, readonly number[]>> = { offer: patient, answer: patient };

export class NgClient {
  private socket: Socket | null = null;
  private readonly pending = new Map<string, Pending>();
  private readonly prefix = randomBytes(6).toString('hex');
  private count = 0;
  private connected = false;
  private closed = false;

  /** @param at the address of --listen-ng */
  constructor(private readonly at: { host: string; port: number }) {}

  ping = (): Promise<unknown> => this.ask('ping', {});
  offer = (options: NgOptions): Promise<string> => this.sdpOf('offer', options);
  answer = (options: NgOptions): Promise<string> => this.sdpOf('answer', options);
  /** Ends the call and frees its ports at once; a call that rtpengine does not know is ended. */
  delete = (callId: string): Promise<unknown> => this.ask('delete', { 'call-id': callId, 'delete delay': 0 });

  /** Does rtpengine have this call? */
  async knows(callId: string): Promise<boolean> {
    try {
      await this.ask('query', { 'call-id': callId });
      return true;
    } catch (error) {
      if (unknownCall(error)) return false;
      throw error;
    }
  }

  /** Names of running calls, at most 2000: more would not fit into one datagram. */
  async list(): Promise<string[]> {
    return Calls.parse(await this.ask('list', { limit: 2000 })).calls;
  }

  /** Seconds since rtpengine was started. */
  async uptime(): Promise<number> {
    const reply = await this.ask('statistics', {});
    return Number(Uptime.parse(reply).statistics.totalstatistics.uptime);
  }

  /** Sends a command until it is answered, for 3 s, or for 30 s where a call waits for it. Rejects with NgError. */
  ask(command: string, options: NgOptions): Promise<Reply> {
    if (this.closed) return Promise.reject(new NgError(command, 'the client was closed'));
    const cookie = `${this.prefix}${(this.count++).toString(36)}`;
    const datagram = Buffer.concat([Buffer.from(`${cookie} `), encode({ command, ...options })]);
    if (datagram.length > largest)
      return Promise.reject(new NgError(command, `${datagram.length} bytes are more than a datagram holds`));
    return new Promise((done, failed) => {
      const pending: Pending = { command, datagram, sends: 0, timer: setTimeout(() => undefined, 0), done, failed };
      this.pending.set(cookie, pending);
      this.send(cookie, pending);
    });
  }

  /** What waits for an answer is rejected. */
  close(): void {
    this.closed = true;
    for (const [cookie, { command, failed }] of this.pending) {
      this.settle(cookie);
      failed(new NgError(command, 'the client was closed'));
    }
    this.socket?.close();
    this.socket = null;
  }

  private async sdpOf(command: 'offer' | 'answer', options: NgOptions): Promise<string> {
    const { sdp } = await this.ask(command, options);
    if (!sdp) throw new NgError(command, 'the reply holds no SDP');
    return sdp;
  }

  private send(cookie: string, pending: Pending): void {
    const patience = waits[pending.command] ?? quick;
    const wait = patience[pending.sends++];
    clearTimeout(pending.timer);
    if (wait === undefined) {
      this.settle(cookie);
      pending.failed(
        new NgError(
          pending.command,
          `no answer from ${this.at.host}:${this.at.port} within ${patience.reduce((a, b) => a + b) / 1000} s`,
        ),
      );
      return;
    }
    pending.timer = setTimeout(() => this.send(cookie, pending), wait);
    // a refused datagram (rtpengine restarts) is a lost one: the next sending may find it
    this.open((socket) => socket.send(pending.datagram, () => undefined));
  }

  private settle(cookie: string): Pending | undefined {
    const pending = this.pending.get(cookie);
    clearTimeout(pending?.timer);
    this.pending.delete(cookie);
    return pending;
  }

  /** Connected: Node looks up the address of every datagram of a socket that is not. */
  private open(then: (socket: Socket) => void): void {
    if (this.socket)
      return this.connected ? then(this.socket) : void this.socket.once('connect', () => this.socket && then(this.socket));
    const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
    this.socket = socket;
    socket.on('message', (datagram) => this.received(datagram));
    socket.on('error', () => undefined); // ICMP; the timers decide
    socket.once('connect', () => {
      this.connected = true;
      then(socket);
    });
    socket.connect(this.at.port, this.at.host);
  }

  private received(datagram: Buffer): void {
    const space = datagram.indexOf(0x20);
    const pending = this.settle(datagram.toString('latin1', 0, Math.max(0, space)));
    if (!pending) return; // a second answer to a repeated command
    const { command, done, failed } = pending;
    try {
      const reply = Reply.parse(decode(datagram.subarray(space + 1)));
      if (reply.result === 'ok' || reply.result === 'pong') done(reply);
      else failed(new NgError(command, reply['error-reason'] ?? reply.result));
    } catch (error) {
      failed(new NgError(command, `an answer that cannot be read: ${error instanceof Error ? error.message : String(error)}`));
    }
  }
}

const Calls = z.looseObject({ calls: z.array(z.string()) });
const Uptime = z.looseObject({ statistics: z.looseObject({ totalstatistics: z.looseObject({ uptime: z.coerce.number() }) }) });
