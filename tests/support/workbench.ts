/** A workbench without a screen: speaks `/live` as the browser does, keeps the newest view, and comes back by itself when the switch is gone. */
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import {
  liveTokenIssuer,
  type AgentView,
  type Command,
  type FromWorkbench,
  type SipCredentials,
  type ToWorkbench,
} from '@zuoxi/contracts';

export type WorkbenchOptions = { url: string; secret: string; agent: string; tenant: string; session?: string };

export class Workbench {
  view: AgentView | null = null;
  /** the newest of its browser */
  sip: SipCredentials | null = null;
  /** numbers of the facts heard, for I6 */
  readonly told: number[] = [];
  readonly refused: string[] = [];
  private socket: WebSocket | null = null;
  private open = false;
  private closing = false;
  private asked = 0;
  private readonly answers = new Map<number, (code: string | null) => void>();
  private readonly waiting = new Set<() => void>();
  private resume: number | undefined;

  constructor(private readonly options: WorkbenchOptions) {}

  /** Connects and is online; resolves with the first view. */
  async online(): Promise<AgentView> {
    await this.connect(true);
    await this.asks({ type: 'agent.ready' }); // a former test may have left a break or a wrap-up
    return this.until((v) => v.intent.kind === 'ready', 'ready');
  }

  /** Resolves when the view fits; rejects with what it was instead. */
  async until(fits: (v: AgentView) => boolean, what: string, ms = 10_000): Promise<AgentView> {
    const deadline = Date.now() + ms;
    while (!this.view || !fits(this.view)) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`the workbench of ${this.options.agent} never showed ${what}: ${JSON.stringify(this.view)}`);
      await this.change(left);
    }
    return this.view;
  }

  /** Asks, again after a restart of the switch until it is answered; null is done, else the code. */
  async asks(command: Command): Promise<string | null> {
    for (;;) {
      while (!this.open) await this.change(100);
      const id = ++this.asked;
      const answer = await new Promise<string | null | undefined>((resolve) => {
        this.answers.set(id, resolve);
        this.say({ t: 'do', id, command });
        this.socket?.once('close', () => resolve(undefined));
      });
      this.answers.delete(id);
      if (answer !== undefined) return answer;
    }
  }

  close(): void {
    this.closing = true;
    this.socket?.terminate();
  }

  private async connect(online: boolean | undefined): Promise<void> {
    const { url, secret, agent, tenant, session = `session-${agent}` } = this.options;
    const token = await new SignJWT({ tenant, session })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(agent)
      .setIssuer(liveTokenIssuer)
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret));
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.on('error', () => undefined); // the close that follows says it
    socket.on('open', () => this.say({ t: 'hello', token, page: 'page-1', move: false, online, resume: this.resume }));
    socket.on('message', (data) => this.hear(JSON.parse(String(data)) as ToWorkbench));
    socket.on('close', () => {
      this.open = false;
      if (!this.closing) setTimeout(() => void this.connect(undefined), 50);
      this.wake();
    });
  }

  private hear(m: ToWorkbench): void {
    if (m.t === 'welcome') {
      this.open = true;
      this.sip = m.sip;
      this.say({ t: 'microphone', ok: true });
      this.resume ??= m.n;
    }
    if (m.t === 'welcome') this.view = m.view;
    if (m.t === 'view' && this.view) this.view = { ...this.view, ...m.view };
    if (m.t === 'fact') this.told.push((this.resume = m.n));
    if (m.t === 'refused') this.refused.push(m.code);
    if (m.t === 'done') this.answers.get(m.id)?.(null);
    if (m.t === 'failed' && m.id !== null) this.answers.get(m.id)?.(m.code);
    this.wake();
  }

  private say(m: FromWorkbench): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(m));
  }

  private wake(): void {
    for (const w of [...this.waiting]) w();
  }

  private change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.waiting.add(done);
    });
  }
}
