/** The live plane of a private instance: Kamailio, rtpengine, mixer and switch on free ports, and a directory with agents, one queue and one trunk. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UserAgent } from '@zuoxi/sip';
import { startInstance, type RunningInstance } from '@zuoxi/scripts/instance';
import { WebSocket } from 'ws';
import { Directory, type FromRecordPlane, type ToRecordPlane } from '@zuoxi/contracts';
import { internalPorts, sipDomain } from '@zuoxi/contracts/environment';
import { Desk } from './desk';
import { freeBlock } from './free-ports';

const password = 'a-desk-phone-of-the-benchmarks';
const ownPorts = 3;
/** rtpengine takes of these what is free: four a leg */
const rtp = { min: 48_000, max: 51_999 };
export const number = '4008000001';
export const agentId = (i: number): string => `a${i}`;

export class LivePlane {
  private constructor(
    readonly running: RunningInstance,
    private readonly data: string,
    private readonly feed: WebSocket,
  ) {}

  static async open(agents: number): Promise<LivePlane> {
    const data = mkdtempSync(join(tmpdir(), 'zuoxi-bench-'));
    const base = await freeBlock(ownPorts + internalPorts.length);
    const env = {
      PATH: process.env.PATH,
      ZUOXI_DATA: data,
      ZUOXI_DEMO: 'false',
      ZUOXI_WEB_PORT: String(base),
      ZUOXI_WEBS_PORT: String(base + 1),
      ZUOXI_SIP_PORT: String(base + 2),
      ZUOXI_PORT_BASE: String(base + ownPorts),
      ZUOXI_RTP_MIN: String(rtp.min),
      ZUOXI_RTP_MAX: String(rtp.max),
    };
    try {
      const running = await startInstance(env, { only: 'live', leashed: true });
      try {
        await running.waitHealthy();
        return new LivePlane(running, data, await configured(running, directoryOf(running, agents)));
      } catch (error) {
        await running.stop();
        throw error;
      }
    } catch (error) {
      rmSync(data, { recursive: true, force: true });
      throw error;
    }
  }

  /** where phones and trunks reach it */
  get sip(): { host: string; port: number } {
    return { host: this.running.instance.host, port: this.running.instance.sip };
  }

  get carrierHost(): string {
    return this.running.instance.carrierHost;
  }

  /** A desk phone of that agent behind a line, then the workbench, ready for calls. */
  async agent(id: string, phone: UserAgent): Promise<Desk> {
    const status = await phone.register({ user: id, domain: sipDomain, credentials: { user: id, password }, expires: 120 });
    if (status !== 200) throw new Error(`the phone of ${id} was not registered: ${status}`);
    const { instance, site } = this.running;
    return Desk.online({ port: instance.ports.api, secret: site.secrets.live, agent: id, tenant: 't1' });
  }

  /** how many calls the switch knows */
  async calls(): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.running.instance.ports.api}/health`);
    return ((await response.json()) as { calls: number }).calls;
  }

  async close(): Promise<void> {
    this.feed.terminate();
    await this.running.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

const directoryOf = ({ instance }: RunningInstance, agents: number): Directory =>
  Directory.parse({
    version: 1,
    tenants: [{ id: 't1', code: 'bench', name: 'bench', reasons: [{ code: 'break', label: { zh: '小休', en: 'Break' } }] }],
    groups: [{ id: 'g1', tenant: 't1', name: 'g1' }],
    agents: Array.from({ length: agents }, (_, i) => ({
      id: agentId(i),
      tenant: 't1',
      number: String(10_000 + i),
      name: agentId(i),
      groups: ['g1'],
      ha1: createHash('md5')
        .update(`${agentId(i)}:${sipDomain}:${password}`)
        .digest('hex'),
    })),
    queues: [{ id: 'q1', tenant: 't1', name: 'q1', groups: ['g1'] }],
    trunks: [{ id: 'k1', tenant: 't1', addresses: [instance.carrierHost], host: instance.carrierHost }],
    numbers: [{ number, tenant: 't1', trunk: 'k1', to: { kind: 'queue', queue: 'q1' } }],
  });

/** Brings the directory as the record plane does; resolves with the connection when the switch has told Kamailio too. */
function configured({ instance, site }: RunningInstance, directory: Directory): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${instance.ports.api}/feed`);
  const say = (m: FromRecordPlane): void => socket.send(JSON.stringify(m));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => {
      say({ t: 'follow', secret: site.secrets.feed, after: 0 });
      say({ t: 'directory', directory });
    });
    socket.on('message', (data) => {
      const m = JSON.parse(String(data)) as ToRecordPlane;
      if (m.t === 'directory.taken') resolve(socket);
      if (m.t === 'directory.refused') reject(new Error(m.errors.join('\n')));
    });
  });
}
