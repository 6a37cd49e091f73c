/** What a peer heard and has not looked at yet. */
import { read, type SipMessage } from './message';

type Waiter = { test: (m: SipMessage) => boolean; take: (m: SipMessage) => void };

const patienceMs = 15_000;

export class Inbox {
  private readonly heard: SipMessage[] = [];
  private readonly waiters = new Set<Waiter>();
  private readonly endings: ((code: number) => void)[] = [];
  private over: number | null = null;
  private sink: Inbox | null = null;

  /** @returns what it was; null for a keep-alive */
  put(raw: string): SipMessage | null {
    if (!raw.trim()) return null;
    const message = read(raw);
    (this.sink ?? this).take(message);
    return message;
  }

  /** From now on everything is heard by another one. */
  pipe(sink: Inbox): void {
    this.sink = sink;
  }

  private take(message: SipMessage): void {
    const waiter = [...this.waiters].find((w) => w.test(message));
    if (!waiter) {
      this.heard.push(message);
      return;
    }
    this.waiters.delete(waiter);
    waiter.take(message);
  }

  /** The first message that fits, heard already or to come. Each is handed out once. */
  next(what: string, test: (m: SipMessage) => boolean, withinMs = patienceMs): Promise<SipMessage> {
    const at = this.heard.findIndex(test);
    const found = at < 0 ? undefined : this.heard.splice(at, 1)[0];
    if (found) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        test,
        take: (m) => {
          clearTimeout(timer);
          resolve(m);
        },
      };
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        const instead = this.heard.map((m) => m.raw.split('\r\n')[0]).join(' | ');
        reject(new Error(`not heard: ${what}; heard instead: ${instead || 'nothing'}`));
      }, withinMs);
      this.waiters.add(waiter);
    });
  }

  /** A request of this method. */
  request = (method: string, withinMs?: number): Promise<SipMessage> => this.next(method, (m) => m.method === method, withinMs);

  /** A final response in this call, or to this method in it. */
  final = (callId: string, method?: string): Promise<SipMessage> =>
    this.next(
      `final response in ${callId}`,
      (m) => (m.status ?? 0) >= 200 && m.header('call-id') === callId && (!method || m.header('cseq').endsWith(method)),
    );

  unread = (): readonly SipMessage[] => this.heard;

  /** @param code of a WebSocket; 0 where there is none */
  end(code = 0): void {
    this.over = code;
    for (const tell of this.endings.splice(0)) tell(code);
  }

  /** Resolves when the other side closed the connection, with the code it gave. */
  ended = (): Promise<number> =>
    this.over === null ? new Promise((resolve) => this.endings.push(resolve)) : Promise.resolve(this.over);
}
