/** The record plane's side of `/feed`, as a test speaks it: brings a directory, keeps every event by number, comes back when the switch was gone. */
import { WebSocket } from 'ws';
import type { CallRecord, Directory, FromRecordPlane, SwitchEvent, ToRecordPlane } from '@zuoxi/contracts';

export class RecordPlane {
  readonly events: SwitchEvent[] = [];
  private taken = 0;
  private socket: WebSocket | null = null;
  private closing = false;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly url: string,
    private readonly secret: string,
    private directory: Directory,
  ) {
    this.connect();
  }

  /** Resolves when the switch has the directory. */
  async configured(): Promise<void> {
    while (this.taken < this.directory.version) await this.change();
  }

  records(): CallRecord[] {
    return this.events.flatMap((e) => (e.fact.type === 'call.ended' ? [e.fact.record] : []));
  }

  /** The next record that fits, past or future. */
  async record(fits: (r: CallRecord) => boolean = () => true): Promise<CallRecord> {
    for (;;) {
      const found = this.records().find(fits);
      if (found) return found;
      await this.change();
    }
  }

  /** The next event that fits, past or future. What is told here is on the switch's disk. */
  async event(fits: (e: SwitchEvent) => boolean): Promise<SwitchEvent> {
    for (;;) {
      const found = this.events.find(fits);
      if (found) return found;
      await this.change();
    }
  }

  /** This login is over. */
  ends(session: string): void {
    this.say({ t: 'sessionsEnded', sessions: [session] });
  }

  private say(m: FromRecordPlane): void {
    this.socket?.send(JSON.stringify(m));
  }

  close(): void {
    this.closing = true;
    this.socket?.terminate();
  }

  private connect(): void {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.on('error', () => undefined); // the close that follows says it
    socket.on('open', () => {
      this.say({ t: 'follow', secret: this.secret, after: this.events.at(-1)?.seq ?? 0 });
      this.say({ t: 'directory', directory: this.directory });
    });
    socket.on('message', (data) => {
      const m = JSON.parse(String(data)) as ToRecordPlane;
      if (m.t === 'event') this.events.push(m.event);
      if (m.t === 'directory.taken') this.taken = m.version;
      if (m.t === 'directory.refused') throw new Error(m.errors.join('\n'));
      for (const w of [...this.waiting]) w();
    });
    socket.on('close', () => {
      if (!this.closing) setTimeout(() => this.connect(), 50);
    });
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.waiting.delete(done);
        resolve();
      };
      this.waiting.add(done);
    });
  }
}
