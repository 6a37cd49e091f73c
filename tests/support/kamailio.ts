/** A private Kamailio, started as the product starts it, on free ports; its data is gone when the test is. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readInstance, type Instance } from '@zuoxi/contracts/environment';
import { createRpcClient, type RpcClient } from 'kamailio-rpc-client';
import { kamailioCommand, renderKamailio } from '../../scripts/src/services/kamailio';
import { freeSettings } from './ports';
import { udpPeer } from './sip/peer';
import { request } from './sip/message';

export type PrivateKamailio = {
  instance: Instance;
  rpc: RpcClient;
  /** of the browsers' credentials */
  secret: string;
  /** where phones and trunks reach it */
  sip: { host: string; port: number };
  ws: { host: string; port: number };
  /** credentials as the switch makes them for a browser; `seconds` from now, negative is expired; `session`: the key of its login */
  credentials(agent: string, seconds?: number, session?: string): { user: string; password: string };
  /** what it wrote so far */
  log(): string;
  /** Resolves when it has written such a line since its start. */
  logged(line: RegExp): Promise<void>;
  /** what a process list shows of it */
  commandLine(): string;
  pids(): Promise<number[]>;
  /** still the same processes, and answering? */
  healthy(since: readonly number[]): Promise<boolean>;
  /** `kill -9` of all its processes, and a new start */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const root = resolve(__dirname, '../..');

/** Does it answer OPTIONS over UDP within a second? */
async function answers(instance: Instance): Promise<boolean> {
  const place = { host: instance.host, port: instance.sip };
  const peer = await udpPeer(place, '127.0.0.250');
  const uri = `sip:${place.host}:${place.port}`;
  peer.say(request({ method: 'OPTIONS', uri, via: peer.via, from: '<sip:test@zuoxi>', to: `<${uri}>` }));
  const answer = await peer.inbox.next('answer to OPTIONS', (m) => m.status !== null, 1000).catch(() => null);
  await peer.close();
  return answer?.status === 200;
}

export async function givenKamailio(env: Readonly<Record<string, string>> = {}): Promise<PrivateKamailio> {
  const data = mkdtempSync(join(tmpdir(), 'zuoxi-edge-'));
  const { settings, release } = await freeSettings();
  const instance = readInstance({ ...settings, ZUOXI_DATA: data, ...env }, data);
  const secret = randomBytes(24).toString('hex');
  const { run } = instance.paths;
  renderKamailio(root, run, secret);
  const [program = '', ...argv] = kamailioCommand(instance, run);
  const rpc = createRpcClient({ host: '127.0.0.1', port: instance.ports.rpc });

  let log = '';
  const readers = new Set<() => void>();
  let main: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    const child = spawn(program, argv, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    main = child;
    child.stderr?.on('data', (text: Buffer) => {
      log += text.toString();
      for (const reader of readers) reader();
    });
    for (let i = 0; i < 20; i++) {
      if (child.exitCode !== null) throw new Error(`Kamailio did not start:\n${log}`);
      if (await answers(instance)) return;
    }
    throw new Error(`Kamailio does not answer:\n${log}`);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const child = main;
    main = null;
    if (!child?.pid || child.exitCode !== null) return;
    const exit = once(child, 'exit');
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal); // its own process group: runit's finish script does the same
    await exit;
  };
  const pids = async (): Promise<number[]> => (await rpc.call('core.psx')).map((p) => p.pid);

  const clear = async (signal: NodeJS.Signals): Promise<void> => {
    rpc.close();
    await end(signal);
    release();
    rmSync(data, { recursive: true, force: true });
  };

  await start().catch(async (error: unknown) => {
    await clear('SIGKILL');
    throw error;
  });
  return {
    instance,
    rpc,
    secret,
    sip: { host: instance.host, port: instance.sip },
    ws: { host: '127.0.0.1', port: instance.ports.sipWs },
    credentials(agent, seconds = 60, session = 'session0of0tests') {
      const user = `${Math.floor(Date.now() / 1000) + seconds}:${agent}:${session}`;
      return { user, password: createHmac('sha1', secret).update(user).digest('base64') };
    },
    log: () => log,
    logged: (line) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`not logged: ${line}; the log:\n${log}`)), 10_000);
        const look = (): void => {
          if (!line.test(log)) return;
          clearTimeout(timer);
          readers.delete(look);
          resolve();
        };
        readers.add(look);
        look();
      }),
    commandLine: () => readFileSync(`/proc/${main?.pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
    pids,
    healthy: async (since) => (await answers(instance)) && (await pids()).join() === since.join(),
    async restart() {
      await end('SIGKILL');
      await start();
    },
    stop: () => clear('SIGTERM'),
  };
}
