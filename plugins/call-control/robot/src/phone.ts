/** A SIP phone made of code: UDP, G.711, digits, a mouth and ears. */
import { randomUUID } from 'node:crypto';
import { createUserAgent, type Address, type Credentials, type Header, type Invitation, type UserAgent } from '@zuoxi/sip';
import { BadLine, type Gate } from './bad-line';
import { Deferred } from './deferred';
import type { Habit } from './habit';
import { keepHabit } from './keep-habit';
import { freePort } from './knock';
import type { Sound } from './mouth';
import { PhoneCall } from './phone-call';
import { flawedSdp, offerSdp, type Codec, type SdpFlaw } from './sdp';
import { Voice } from './voice';

export type PhoneOptions = {
  /** the address it binds, for SIP and sound */
  host: string;
  /** SIP port; a free one unless told otherwise */
  port?: number;
  /** the user part of its addresses */
  user: string;
  /** where every request goes first */
  server?: Address;
  /** for servers that challenge calls */
  credentials?: Credentials;
  codecs?: readonly Codec[];
  /** false: it classifies nothing of what it hears, which saves two hundredths of a core a call */
  listens?: boolean;
  /** how it treats calls that come in; unless told otherwise they ring and wait for `nextCall` */
  habit?: (invitation: Invitation) => Habit;
  /** what happens on the wire to its server; needs `server` */
  line?: Gate;
  name?: string;
};

export type CallOptions = {
  says?: readonly Sound[];
  from?: string;
  fromName?: string;
  headers?: readonly Header[];
  sdp?: SdpFlaw;
  /** rings this long, then gives up */
  cancelAfterMs?: number;
};

export class Phone {
  private readonly calls = new Map<string, PhoneCall>();
  private readonly arrived: PhoneCall[] = [];
  private readonly waiting: Deferred<PhoneCall>[] = [];
  /** legs that the user agent has not finished with: a call is over before its BYE is answered */
  private readonly known = new Set<string>();
  private settled = new Deferred<void>();

  private constructor(
    private readonly options: PhoneOptions,
    /** where it can be called: `sip:<user>@<host>:<port>` */
    readonly address: Address,
    private readonly line: BadLine | null,
    private agent: UserAgent | null,
  ) {}

  /** Opens a phone. Rejects when the port cannot be had. */
  static async open(options: PhoneOptions): Promise<Phone> {
    const address = { host: options.host, port: options.port ?? (await freePort(options.host)) };
    const line = options.line && options.server ? await BadLine.open(address, options.server, options.line) : null;
    const phone = new Phone(options, address, line, null);
    phone.agent = phone.makeAgent();
    await phone.agent.start();
    return phone;
  }

  get uri(): string {
    return `sip:${this.options.user}@${this.address.host}:${this.address.port}`;
  }

  /** Calls running now. */
  get busy(): number {
    return this.calls.size;
  }

  /** Calls a SIP URI. The call exists at once; `ringing`, `answered` and `ended` tell the rest. */
  async call(uri: string, how: CallOptions = {}): Promise<PhoneCall> {
    const { agent } = this;
    if (!agent) throw new Error('the phone is closed');
    const voice = await Voice.open(this.options.host, this.options.listens);
    const call = this.add(randomUUID(), voice, null);
    if (how.says) call.say(...how.says);
    const sdp = how.sdp ? flawedSdp(how.sdp, voice.address) : offerSdp(voice.address, this.options.codecs);
    const from = how.from ?? this.uri;
    agent.invite(call.id, { to: uri, from, fromName: how.fromName, sdp, headers: how.headers });
    if (how.cancelAfterMs !== undefined) {
      const timer = setTimeout(() => call.isAnswered || call.hangup(), how.cancelAfterMs);
      void call.ended.then(() => clearTimeout(timer));
    }
    return call;
  }

  /** The next call that comes in and that no habit deals with; also one that came before and that nobody waited for. Who waits at the same time gets the same call. */
  nextCall(): Promise<PhoneCall> {
    const first = this.arrived.shift();
    if (first) return Promise.resolve(first);
    const next = new Deferred<PhoneCall>();
    this.waiting.push(next);
    return next.promise;
  }

  /** REGISTER; fulfilled with the final status. `expires` 0 removes the registration. */
  register(domain: string, credentials: Credentials, expires = 60): Promise<number> {
    if (!this.agent) throw new Error('the phone is closed');
    return this.agent.register({ user: this.options.user, domain, credentials, expires });
  }

  /** OPTIONS; fulfilled with the final status. */
  ask(uri: string): Promise<number> {
    if (!this.agent) throw new Error('the phone is closed');
    return this.agent.options(uri);
  }

  /** Hangs up whatever runs, waits until the other sides have said that they know (at most a second), closes. */
  async close(): Promise<void> {
    [...this.calls.values()].forEach((call) => call.hangup());
    if (this.known.size) {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, 1000)));
      await Promise.race([this.settled.promise, patience]);
      clearTimeout(timer);
    }
    await this.vanish();
  }

  /** Gone without a word, as a phone whose plug was pulled: no BYE, no sound, no answer. */
  async vanish(): Promise<void> {
    const { agent } = this;
    this.agent = null;
    this.line?.close();
    await agent?.close();
    for (const call of this.calls.values()) call.reports.ended({ by: 'us', status: 0, reason: 'vanished' });
    this.calls.clear();
  }

  private makeAgent(): UserAgent {
    const { server, credentials, name, user } = this.options;
    return createUserAgent({
      transport: 'udp',
      local: this.address,
      next: this.line?.address ?? server,
      name: name ?? `zuoxi-robot ${user}`,
      newId: () => randomUUID(),
      credentials: credentials && (() => credentials),
      on: {
        invited: (id, invitation) => void this.invited(id, invitation),
        progress: (id, p) => this.calls.get(id)?.reports.progress(p),
        answered: (id, a) => this.calls.get(id)?.reports.answered(a),
        ended: (id, e) => this.ended(id, e),
        reoffered: async (id, sdp) => {
          const call = this.calls.get(id);
          if (!call) throw new Error('no such call');
          return call.reports.reoffered(sdp);
        },
        record: (id, record) => this.keep(id, record !== null),
        digit: (id, digit) => this.calls.get(id)?.reports.digit(digit),
      },
    });
  }

  private readonly endedEarly = new Map<string, { by: 'us' | 'them'; status: number; reason: string }>();

  private ended(id: string, e: { by: 'us' | 'them'; status: number; reason: string }): void {
    const call = this.calls.get(id);
    if (!call) return void this.endedEarly.set(id, e); // cancelled while its voice was being opened
    this.calls.delete(id);
    call.reports.ended(e);
  }

  private keep(id: string, yes: boolean): void {
    if (yes) {
      if (this.settled.settled) this.settled = new Deferred();
      this.known.add(id);
    } else if (this.known.delete(id) && !this.known.size) this.settled.resolve();
  }

  private add(id: string, voice: Voice, invitation: Invitation | null): PhoneCall {
    const { agent } = this;
    if (!agent) throw new Error('the phone is closed');
    const call = new PhoneCall({ id, agent, voice, codecs: this.options.codecs ?? ['PCMA', 'PCMU'] }, invitation);
    this.calls.set(id, call);
    return call;
  }

  private async invited(id: string, invitation: Invitation): Promise<void> {
    if (invitation.sdp === null) return this.agent?.reject(id, 488); // a phone that makes no offer in a 200
    const voice = await Voice.open(this.options.host, this.options.listens);
    if (!this.agent) return voice.close();
    const call = this.add(id, voice, invitation);
    const early = this.endedEarly.get(id);
    this.endedEarly.delete(id);
    if (early) return this.ended(id, early);
    const habit = this.options.habit?.(invitation) ?? { kind: 'manual', ring: true };
    keepHabit(call, habit);
    if (habit.kind !== 'manual') return;
    if (this.waiting.length) this.waiting.splice(0).forEach((next) => next.resolve(call));
    else this.arrived.push(call);
  }
}
