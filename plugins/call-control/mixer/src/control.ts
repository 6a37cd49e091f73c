/**
 * The switch's line: JSON lines over loopback TCP. Whoever gave the last command is the one who gets the reports; the one before is
 * disconnected. A connection that only listens or asks (a health check, the doctor) disturbs nobody. Reports wait while no switch is there.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { FromMixer, ToMixer } from '@zuoxi/contracts';
import { Lines } from './lines';

export type ControlOptions = {
  port: number;
  hello: () => FromMixer;
  told: (message: ToMixer) => void;
  warn: (what: string, detail: object) => void;
};

const mostWaiting = 10_000; // reports
const mostUnread = 16 << 20; // bytes that a switch may leave unread

export class Control {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private master: Socket | null = null;
  private asking: Socket | null = null;
  private readonly waiting: string[] = [];

  private constructor(private readonly o: ControlOptions) {
    this.server = createServer((socket) => this.welcome(socket));
  }

  /** Listens on the loopback address. Rejects with the system's error. */
  static async listen(options: ControlOptions): Promise<Control> {
    const control = new Control(options);
    control.server.listen(options.port, '127.0.0.1');
    await once(control.server, 'listening');
    return control;
  }

  get port(): number {
    const address = this.server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  }

  /** Meters go to who asked for them, everything else to the switch. */
  tell(report: FromMixer): void {
    const line = `${JSON.stringify(report)}\n`;
    const to = report.t === 'meters' ? this.asking : this.master;
    if (to) this.write(to, line);
    else if (report.t !== 'meters' && this.waiting.push(line) > mostWaiting) this.waiting.shift();
  }

  async close(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }

  private welcome(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', (error) => this.o.warn('a control connection broke', { err: error }));
    socket.on('close', () => {
      this.sockets.delete(socket);
      if (this.master === socket) this.master = null;
    });
    const lines = new Lines((line) => this.take(socket, line));
    socket.on('data', (bytes: Buffer) => {
      if (!lines.push(bytes)) {
        this.o.warn('a control connection sends a line without end', {});
        socket.destroy();
      }
    });
    this.write(socket, `${JSON.stringify(this.o.hello())}\n`);
  }

  private take(socket: Socket, line: string): void {
    if (socket.destroyed) return;
    const message = read(line);
    if (typeof message === 'string') return this.o.warn('a control line is refused', { why: message, line: line.slice(0, 200) });
    if (message.t !== 'query') this.obey(socket);
    this.asking = socket;
    this.o.told(message);
    this.asking = null;
  }

  private obey(socket: Socket): void {
    if (this.master === socket) return;
    const former = this.master;
    this.master = socket;
    former?.destroy();
    for (const line of this.waiting.splice(0)) this.write(socket, line);
  }

  private write(socket: Socket, line: string): void {
    if (socket.destroyed) return;
    socket.write(line);
    if (socket.writableLength > mostUnread) socket.destroy();
  }
}

/** The message, or why it is none. */
function read(line: string): ToMixer | string {
  try {
    const { success, data, error } = ToMixer.safeParse(JSON.parse(line));
    return success ? data : error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
