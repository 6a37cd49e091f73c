/** For tests: the adapter between a raw edge and a media that does what the test says, with everything it posts written down. */
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { AgentId, CallId, LegId, TrunkId, type Ending } from '@zuoxi/contracts';
import { readInstance } from '@zuoxi/contracts/environment';
import pino from 'pino';
import type { Adapter, AdapterInput, DialTarget, LegMedia, SipEffect } from '../ports';
import { UnknownHost } from './host-addresses';
import { createSip, type SipRecord } from './index';
import { RawEdge } from './raw-edge';

export const sdp = (port: number): string =>
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${port} RTP/AVP 8\r\n`;
export const call = CallId.parse('s1-1-1');
export const leg = LegId.parse('s1-1-l1');
export const incoming = LegId.parse('s1-1-i1');
export const agent: DialTarget = { kind: 'agent', agent: AgentId.parse('a1'), peer: 'browser', auto: false };
export const trunk: DialTarget = {
  kind: 'trunk',
  number: '13800138000',
  trunk: { id: TrunkId.parse('t1'), tenant: null, addresses: ['127.0.0.2'], host: '127.0.0.2', port: 5070, maxCalls: 10 },
};
export const sourceTrunk = 'X-Zuoxi-Source: trunk;id=t1;ip=127.0.0.2\r\n';
export const theirCall =
  'From: "张三" <sip:13900139000@carrier>;tag=c\r\nTo: <sip:10086@zuoxi>\r\nCall-ID: theirs\r\nContact: <sip:c@127.0.0.2:5070>\r\n';

type MediaAct = Exclude<keyof LegMedia, 'release' | 'heard' | 'refusal' | 'takesEvents' | 'sendKeys'>;

export class SipHarness {
  readonly edge = new RawEdge();
  readonly posted: AdapterInput[] = [];
  readonly records = new Map<LegId, SipRecord>();
  /** `offer s1-1-l1`, `release s1-1-l1`, … */
  readonly mediaDid: string[] = [];
  takesEvents = true;
  /** what the media answers; a test may make it wait or fail */
  answers: Record<MediaAct, () => Promise<string>> = {
    offer: async () => sdp(4000),
    answered: async () => '',
    accept: async () => sdp(4002),
    reoffer: async () => sdp(4006),
    reoffered: async () => sdp(4004),
  };
  addressOf: (host: string) => Promise<string> = (host) => Promise.reject(new UnknownHost(host, 'no test said so'));
  /** lines of its log */
  readonly logged: string[] = [];
  adapter!: Adapter<SipEffect>;
  switchPort = 0;
  private edgePort = 0;
  private news: () => void = () => undefined;

  async open(): Promise<this> {
    this.edgePort = await this.edge.listen();
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    this.switchPort = (probe.address() as AddressInfo).port;
    await new Promise((resolve) => probe.close(resolve));
    await this.start();
    return this;
  }

  /** A (further) process of the switch: only `records` pass from one to the next. */
  async start(): Promise<void> {
    const instance = readInstance({}, '/');
    const did = (act: MediaAct, id: LegId) => {
      this.mediaDid.push(`${act} ${id}`);
      this.news();
      return this.answers[act]();
    };
    this.adapter = createSip({
      instance: { ...instance, ports: { ...instance.ports, switchSip: this.switchPort, edge: this.edgePort } },
      media: {
        offer: (id) => did('offer', id),
        answered: async (id) => void (await did('answered', id)),
        accept: (id) => did('accept', id),
        reoffer: (id) => did('reoffer', id),
        reoffered: (id) => did('reoffered', id),
        heard: () => false,
        takesEvents: () => this.takesEvents,
        sendKeys: (id, keys) => {
          this.mediaDid.push(`keys ${id} ${keys}`);
          this.news();
        },
        refusal: (body) => (/^m=audio 5/m.test(body) ? null : 'the SDP has no audio'),
        release: (id) => void this.mediaDid.push(`release ${id}`),
      },
      records: {
        put: (id, record) =>
          void (record ? this.records.set(id, JSON.parse(JSON.stringify(record)) as SipRecord) : this.records.delete(id)),
        all: () => new Map(this.records),
      },
      post: (input) => {
        this.posted.push(input);
        this.news();
      },
      newLegId: () => incoming,
      addressOf: (host) => this.addressOf(host),
      mayRedirect: (_trunk, host, number) => host === '127.0.0.2' && number.startsWith('1'),
      trunkAuth: (id) => (id === 't1' ? { user: 'u', password: 'p' } : undefined),
      log: pino({ level: 'debug' }, { write: (text: string) => void this.logged.push(text) }),
    });
    await this.adapter.start();
  }

  async close(): Promise<void> {
    await this.adapter.stop();
    await this.edge.close();
  }

  dial(to: DialTarget = agent, caller = { number: '13900139000', name: '王 "五"' }): void {
    this.adapter.perform({ do: 'leg.dial', call, leg, to, caller });
  }
  end(id: LegId, ending: Ending): void {
    this.adapter.perform({ do: 'leg.end', leg: id, ending });
  }
  invite(more = sourceTrunk, body = sdp(5000), branch?: string): Promise<string> {
    return this.edge.request(this.switchPort, 'INVITE', `${theirCall}CSeq: 1 INVITE\r\n${more}`, body, branch);
  }

  /** Waits until something of the kind was posted. */
  async until<O extends AdapterInput['on']>(on: O): Promise<Extract<AdapterInput, { on: O }>> {
    for (;;) {
      const found = this.posted.find((input): input is Extract<AdapterInput, { on: O }> => input.on === on);
      if (found) return found;
      await new Promise<void>((resolve) => (this.news = resolve));
    }
  }

  /** Waits until the media was asked to. */
  async did(act: string): Promise<void> {
    while (!this.mediaDid.includes(act)) await new Promise<void>((resolve) => (this.news = resolve));
  }

  /** Each leg ended once and released its media once. */
  endings(id: LegId): { ended: number; released: number } {
    return {
      ended: this.posted.filter((i) => i.on === 'leg.ended' && i.leg === id).length,
      released: this.mediaDid.filter((d) => d === `release ${id}`).length,
    };
  }
}

export const peerContact = 'Contact: <sip:peer@127.0.0.2:5070>\r\n';

/** we call and the peer answers */
export const weTalk = async (stage: SipHarness, to = agent): Promise<void> => {
  stage.dial(to);
  stage.edge.respond(await stage.edge.wait('INVITE'), 200, peerContact, sdp(5000));
  await stage.until('leg.answered');
};
/** a trunk calls and we answer; gives the headers of requests in that dialog */
export const theyTalk = async (stage: SipHarness): Promise<string> => {
  await stage.invite();
  await stage.until('leg.invited');
  stage.adapter.perform({ do: 'leg.answer', leg: incoming });
  const ok = await stage.edge.wait('200 INVITE');
  const inside = theirCall.replace(/^To: .*$/m, `To: ${ok.header('To')}`);
  await stage.edge.request(stage.switchPort, 'ACK', `${inside}CSeq: 1 ACK\r\n`);
  return inside;
};
