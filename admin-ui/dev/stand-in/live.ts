/** The switch's end of `/live`, for tests and for looking at screens: it says what it is told to say, in the real protocol, and keeps what it heard. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { FromWorkbench, type AgentView, type Command, type ErrorCode, type Fact, type ToWorkbench } from '@zuoxi/contracts';
import { restingView, someCredentials, someQueues } from './view';

export type Hello = Extract<FromWorkbench, { t: 'hello' }>;
type Decide = (command: Command, view: AgentView) => ErrorCode | null | 'silence';

export class StandInLive {
  readonly sockets = new WebSocketServer({ noServer: true });
  readonly heard: FromWorkbench[] = [];
  readonly hellos: Hello[] = [];
  /** what a hello is answered with; null is welcome */
  refuse: (hello: Hello) => { code: ErrorCode; since?: number } | null = () => null;
  decide: Decide = () => null;
  private n = 0;
  private seat: WebSocket | null = null;

  constructor(
    private readonly clock: () => number = () => Date.now(),
    public view: AgentView = restingView(clock()),
  ) {
    this.sockets.on('connection', (socket) => socket.on('message', (data) => this.hear(socket, JSON.parse(String(data)))));
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.sockets.handleUpgrade(request, socket, head, (ws) => this.sockets.emit('connection', ws, request));
  }

  /** Changes the view and shows it. */
  show(change: Partial<AgentView>): void {
    this.view = { ...this.view, ...change };
    this.say({ t: 'view', now: this.clock(), view: change });
  }

  say(message: ToWorkbench): void {
    this.seat?.send(JSON.stringify(message));
  }

  tell(fact: Fact, n = ++this.n): void {
    this.n = n;
    this.say({ t: 'fact', n, event: { seq: n, at: this.clock(), tenant: this.view.tenant.id, fact } });
  }

  /** As by kill -9: no goodbye. */
  kill(): void {
    for (const socket of this.sockets.clients) socket.terminate();
  }

  close(code: number): void {
    this.seat?.close(code);
  }

  private hear(socket: WebSocket, raw: unknown): void {
    const m = FromWorkbench.parse(raw);
    this.heard.push(m);
    const answer = (a: ToWorkbench): void => socket.send(JSON.stringify(a));
    if (m.t === 'hello') return this.greet(socket, m);
    if (m.t === 'ping') return answer({ t: 'pong', at: m.at, now: this.clock() });
    if (m.t === 'credentials') return answer({ t: 'credentials', sip: someCredentials(this.clock()) });
    if (m.t === 'microphone') return this.show({ microphone: m.ok });
    const no = this.decide(m.command, this.view);
    if (no === 'silence') return;
    answer(no ? { t: 'failed', id: m.id, code: no } : { t: 'done', id: m.id });
  }

  private greet(socket: WebSocket, hello: Hello): void {
    this.hellos.push(hello);
    const no = this.refuse(hello);
    if (no) {
      socket.send(JSON.stringify({ t: 'refused', ...no } satisfies ToWorkbench));
      return socket.close(4003, no.code);
    }
    this.seat = socket;
    const now = this.clock();
    this.say({
      t: 'welcome',
      now,
      n: hello.resume ?? this.n,
      view: this.view,
      queues: someQueues(now),
      sip: someCredentials(now),
    });
  }
}
