/** A workbench that only asks: speaks `/live`, and comes back at once when the switch is gone. */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { liveTokenIssuer, type AgentView, type Command, type FromWorkbench, type ToWorkbench } from '@zuoxi/contracts';

/** between two tries to connect: what a measured gap is at most too long by */
const againMs = 5;

export type DeskOptions = { port: number; secret: string; agent: string; tenant: string };

export class Desk {
  view: AgentView | null = null;
  private asked = 0;
  private readonly ears = new Set<(m: ToWorkbench) => void>();

  private constructor(
    private readonly options: DeskOptions,
    private readonly token: string,
    private socket: WebSocket,
  ) {}

  /** Signs in and is ready for calls, as soon as the phone is registered. */
  static async online(options: DeskOptions): Promise<Desk> {
    const token = await new SignJWT({ tenant: options.tenant, session: `session-${options.agent}` })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(options.agent)
      .setIssuer(liveTokenIssuer)
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(options.secret));
    const desk = new Desk(options, token, new WebSocket(`ws://127.0.0.1:${options.port}/live`));
    await desk.hello(true);
    desk.say({ t: 'microphone', ok: true });
    await desk.until((v) => v.station.registered);
    await desk.asks({ type: 'agent.ready' });
    return desk;
  }

  /** Resolves when it is done; rejects with the switch's reason. */
  async asks(command: Command): Promise<void> {
    const id = ++this.asked;
    const answer = this.heard((m) => (m.t === 'done' || m.t === 'failed') && m.id === id);
    this.say({ t: 'do', id, command });
    const m = await answer;
    if (m.t === 'failed') throw new Error(`${command.type}: ${m.code}`);
  }

  async until(fits: (view: AgentView) => boolean): Promise<void> {
    if (!this.view || !fits(this.view)) await this.heard(() => this.view !== null && fits(this.view));
  }

  /** Resolves when the switch has taken it back. */
  async back(): Promise<void> {
    for (;;) {
      this.socket.terminate();
      this.socket = new WebSocket(`ws://127.0.0.1:${this.options.port}/live`);
      const open = await this.hello(undefined).catch(() => null);
      if (open) return;
      await pause(againMs);
    }
  }

  close(): void {
    this.socket.terminate();
  }

  private async hello(online: boolean | undefined): Promise<true> {
    const { socket } = this;
    socket.on('error', () => undefined); // the close that follows says it
    socket.on('message', (data) => this.hear(JSON.parse(String(data)) as ToWorkbench));
    await once(socket, 'open');
    const welcome = this.heard((m) => m.t === 'welcome' || m.t === 'refused');
    this.say({ t: 'hello', token: this.token, page: 'page-1', move: false, online });
    const m = await welcome;
    if (m.t === 'refused') throw new Error(`the switch refused ${this.options.agent}: ${m.code}`);
    return true;
  }

  private hear(m: ToWorkbench): void {
    if (m.t === 'welcome') this.view = m.view;
    if (m.t === 'view' && this.view) this.view = { ...this.view, ...m.view };
    for (const ear of [...this.ears]) ear(m);
  }

  private heard(fits: (m: ToWorkbench) => boolean, ms = 15_000): Promise<ToWorkbench> {
    return new Promise((resolve, reject) => {
      const ear = (m: ToWorkbench): void => {
        if (!fits(m)) return;
        end();
        resolve(m);
      };
      const closed = (): void => (end(), reject(new Error('the switch closed the workbench')));
      const timer = setTimeout(() => (end(), reject(new Error(`the switch said nothing: ${JSON.stringify(this.view)}`))), ms);
      const { socket } = this;
      const end = (): void => {
        clearTimeout(timer);
        this.ears.delete(ear);
        socket.off('close', closed);
      };
      socket.once('close', closed);
      this.ears.add(ear);
    });
  }

  private say(m: FromWorkbench): void {
    this.socket.send(JSON.stringify(m));
  }
}
