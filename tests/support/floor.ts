/**
 * A call center's floor for live tests: the live plane of a private instance, agents with real SIP phones and workbenches,
 * customers who call in over the trunk. Strapi is not needed for a call, so it is not here.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Directory, type AgentView } from '@zuoxi/contracts';
import { Secrets, sipDomain } from '@zuoxi/contracts/environment';
import { Phone, type PhoneCall } from '@zuoxi/robot';
import { givenInstance, type TestInstance } from './instance';
import { RecordPlane } from './record-plane';
import { Workbench } from './workbench';

const password = 'a-desk-phone-of-the-tests';
const ha1 = (user: string) => createHash('md5').update(`${user}:${sipDomain}:${password}`).digest('hex');

export type Customer = { phone: Phone; call: PhoneCall };
export type FloorAgent = { id: string; phone: Phone; workbench: Workbench; hz: number };

const directoryFor = (carrier: { host: string; port: number }, queue: object, more: object): Directory =>
  Directory.parse({
    version: 1,
    tenants: [
      {
        id: 't1',
        code: 'floor',
        name: '测试',
        reasons: [
          { code: 'break', label: { zh: '小休', en: 'Break' } },
          { code: 'away', label: { zh: '离开', en: 'Away' }, mayDial: false },
        ],
      },
    ],
    groups: [{ id: 'g1', tenant: 't1', name: '售后' }],
    agents: ['a1', 'a2'].map((id, i) => ({
      id,
      tenant: 't1',
      number: `100${i + 1}`,
      name: `坐席${i + 1}`,
      groups: ['g1'],
      ha1: ha1(id),
      mobile: `1370000000${i + 1}`,
      unmasked: id === 'a2',
    })),
    queues: [{ id: 'q1', tenant: 't1', name: '售后', groups: ['g1'], wrapUp: { mode: 'answer', seconds: 4 }, ...queue }],
    trunks: [{ id: 'k1', tenant: 't1', addresses: [carrier.host], host: carrier.host, port: carrier.port }],
    numbers: [{ number: '4008000001', tenant: 't1', trunk: 'k1', to: { kind: 'queue', queue: 'q1' } }],
    ...more,
  });

export class Floor {
  private readonly closers: (() => Promise<void> | void)[] = [];

  private constructor(
    readonly instance: TestInstance,
    readonly plane: RecordPlane,
    private readonly secrets: Secrets,
  ) {}

  /** `carrier`: a phone of the test's own, opened at that address, takes the demo carrier's place. `more`: further parts of the directory. */
  static async open(queue: object = {}, carrier?: (host: string) => Promise<Phone>, more: object = {}): Promise<Floor> {
    const instance = await givenInstance({}, { only: 'live' });
    const { ports, carrierHost, paths } = instance.instance;
    const secrets = Secrets.parse(JSON.parse(readFileSync(paths.secrets, 'utf8')));
    const own = await carrier?.(carrierHost);
    const plane = new RecordPlane(
      `ws://127.0.0.1:${ports.api}/feed`,
      secrets.feed,
      directoryFor(own?.address ?? { host: carrierHost, port: ports.carrier }, queue, more),
    );
    await plane.configured();
    return new Floor(instance, plane, secrets);
  }

  private get sip() {
    return { host: this.instance.instance.host, port: this.instance.instance.sip };
  }

  /** An agent with a desk phone, signed in and ready. The phone says a tone of its own when it talks. */
  async agent(id: 'a1' | 'a2', hz = id === 'a1' ? 700 : 900): Promise<FloorAgent> {
    const phone = await Phone.open({ host: '127.0.0.1', user: id, server: this.sip, credentials: { user: id, password } });
    this.closers.push(() => phone.close());
    const status = await phone.register(sipDomain, { user: id, password });
    if (status !== 200) throw new Error(`the phone of ${id} was not registered: ${status}`);
    const workbench = await this.workbench(id);
    await workbench.until((v) => v.station.registered, 'a registered phone');
    return { id, phone, workbench, hz };
  }

  /** A workbench signed in as ready, whatever phone there is. */
  async workbench(id: 'a1' | 'a2', session?: string): Promise<Workbench> {
    const workbench = new Workbench({
      url: `ws://127.0.0.1:${this.instance.instance.ports.api}/live`,
      secret: this.secrets.live,
      agent: id,
      tenant: 't1',
      ...(session && { session }),
    });
    this.closers.push(() => workbench.close());
    await workbench.online();
    return workbench;
  }

  /** A customer calls the queue's number and says a tone. */
  async customer(hz = 440, from = '13800138000'): Promise<Customer> {
    const phone = await Phone.open({ host: this.instance.instance.carrierHost, user: from, server: this.sip });
    this.closers.push(() => phone.close());
    const call = await phone.call(`sip:4008000001@${this.sip.host}:${this.sip.port}`, { says: [{ kind: 'tone', hz }] });
    return { phone, call };
  }

  /** A customer and an agent who talk and hear each other. */
  async talking(id: 'a1' | 'a2' = 'a1'): Promise<{ customer: Customer; agent: FloorAgent; call: PhoneCall }> {
    const agent = await this.agent(id);
    const customer = await this.customer();
    const call = await agent.phone.nextCall();
    call.answer([{ kind: 'tone', hz: agent.hz }]);
    await hears(customer.call, agent.hz);
    await hears(call, 440);
    await agent.workbench.until((v) => v.call?.phase === 'talking', 'talking');
    return { customer, agent, call };
  }

  /** Everybody hangs up; what the test left is gone. */
  async clear(): Promise<void> {
    await Promise.all(this.closers.splice(0).map((close) => close()));
  }

  async close(): Promise<void> {
    await this.clear();
    this.plane.close();
    await this.instance.stop();
  }
}

/** Waits until the phone hears a pure tone of that frequency, from now on. */
export async function hears(call: PhoneCall, hz: number, ms = 8000): Promise<void> {
  const heard = await call.hears.next((h) => h.kind === 'tone' && Math.abs((h.hz ?? 0) - hz) < 15, ms);
  if (!heard) throw new Error(`no tone of ${hz} Hz within ${ms} ms: ${JSON.stringify(call.hears.timeline)}`);
}

/** Waits until the phone has heard the tone for `lasting` ms from now on: what it heard before is no proof. */
export async function hearsOn(call: PhoneCall, hz: number, ms = 8000, lasting = 700): Promise<void> {
  const { now } = call.hears;
  const from = now.at + now.ms;
  const heard = await call.hears.next(
    (h) => h.kind === 'tone' && Math.abs((h.hz ?? 0) - hz) < 15 && h.at + h.ms - Math.max(h.at, from) >= lasting,
    ms,
  );
  if (!heard) throw new Error(`no ${lasting} ms of ${hz} Hz within ${ms} ms: ${JSON.stringify(call.hears.timeline)}`);
}

export async function hearsKind(call: PhoneCall, kind: 'music' | 'ringback' | 'silence' | 'speech', ms = 12_000): Promise<void> {
  const heard = await call.hears.next((h) => h.kind === kind, ms);
  if (!heard) throw new Error(`no ${kind} within ${ms} ms: ${JSON.stringify(call.hears.timeline)}`);
}

export const idle = (v: AgentView): boolean => v.activity.kind === 'idle';
