/** The mixer as a process of its own, on free ports, with what a switch is to it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FromMixer, type Plan } from '@zuoxi/contracts';
import { internalPorts, readInstance, type Instance, type InternalPort } from '@zuoxi/contracts/environment';

const main = join(__dirname, '../../dist/main.js');

const placeOf = (name: InternalPort): number => internalPorts.indexOf(name);

/** A base from which the settings give the mixer free ports. */
async function freeBase(): Promise<number> {
  for (;;) {
    const control = createServer().listen(0, '127.0.0.1');
    await once(control, 'listening');
    const address = control.address();
    const base = (address !== null && typeof address === 'object' ? address.port : 0) - placeOf('mixerControl');
    const free = (await bindsUdp(base + placeOf('mixerRtp'))) && (await bindsTcp(base + placeOf('mixerHttp')));
    await new Promise((resolve) => control.close(resolve));
    if (free && base < 60_000) return base;
  }
}

const bindsUdp = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4').once('error', () => resolve(false));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });
const bindsTcp = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

export class MixerProcess {
  readonly reports: FromMixer[] = [];
  readonly instance: Instance;
  private child: ChildProcess | null = null;
  private socket: Socket | null = null;
  private log = '';
  private readonly watchers = new Set<() => void>();

  private constructor(
    private readonly env: Record<string, string>,
    /** put before the command, e.g. a shell that limits it */
    private readonly before: readonly string[],
  ) {
    this.instance = readInstance(env, '/');
  }

  static async create(before: readonly string[] = []): Promise<MixerProcess> {
    const data = mkdtempSync(join(tmpdir(), 'zuoxi-mixer-'));
    const mixer = new MixerProcess({ ZUOXI_DATA: data, ZUOXI_PORT_BASE: String(await freeBase()), ZUOXI_ROOT: '/' }, before);
    mkdirSync(mixer.instance.paths.recordings);
    mkdirSync(mixer.instance.paths.sounds);
    return mixer;
  }

  get rtpPort(): number {
    return this.instance.ports.mixerRtp;
  }

  /** Starts the process and connects to it. Rejects with its output when it does not come up. */
  async start(): Promise<void> {
    const [file = '', ...args] = [...this.before, process.execPath, main];
    const child = spawn(file, args, { env: { PATH: process.env.PATH, ...this.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    const take = (bytes: Buffer): void => {
      this.log += bytes.toString();
      this.changed();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', () => this.changed());
    await this.until(() => this.log.includes('the mixer works') || child.exitCode !== null);
    if (child.exitCode !== null) throw new Error(`the mixer does not start: ${this.log}`);
    this.log = '';
    await this.connect();
  }

  async connect(): Promise<void> {
    const socket = connect({ host: '127.0.0.1', port: this.instance.ports.mixerControl });
    this.socket = socket;
    const lines = createInterface({ input: socket });
    lines.on('error', () => undefined); // of a mixer that was killed
    lines.on('line', (line) => {
      this.reports.push(FromMixer.parse(JSON.parse(line)));
      this.changed();
    });
    const before = this.reports.length;
    await this.until(() => this.reports.slice(before).some((r) => r.t === 'hello'));
  }

  say(message: object | string): void {
    this.socket?.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`);
  }

  seat(plan: Plan): void {
    this.say({ t: 'plan', plan });
  }

  told<T extends FromMixer['t']>(t: T): Extract<FromMixer, { t: T }>[] {
    return this.reports.filter((r): r is Extract<FromMixer, { t: T }> => r.t === t);
  }

  get output(): string {
    return this.log;
  }

  /** Fulfilled when it is so; looks after every report and every 20 ms. Rejects after 10 s. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const began = Date.now();
      const look = (): void => {
        const yes = isSo();
        if (!yes && Date.now() - began < 10_000) return;
        clearInterval(timer);
        this.watchers.delete(look);
        if (yes) resolve();
        else
          reject(
            new Error(
              `never so: ${isSo.toString()}; reports ${JSON.stringify(this.reports.slice(-5))}; log ${this.log.slice(-500)}`,
            ),
          );
      };
      const timer = setInterval(look, 20);
      this.watchers.add(look);
      look();
    });
  }

  /** Ends the process; fulfilled when it has ended, with its exit code. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const code = await ended;
    this.socket?.destroy();
    return code;
  }

  /** Ends the process and removes its data. */
  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.instance.data, { recursive: true, force: true });
  }

  private changed(): void {
    for (const look of [...this.watchers]) look();
  }
}
