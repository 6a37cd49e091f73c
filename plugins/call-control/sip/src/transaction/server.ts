/** Server transactions (RFC 3261 §17.2, RFC 6026 §7.1). */
import type { Clock } from '../clock';
import type { Request } from '../message/message';
import { serialize, type ResponseDraft } from '../message/serialize';
import { Machine } from './machine';
import { inviteServer, plainServer, type ServerAct, type ServerEvent } from './tables';

export type ServerEnvironment = {
  clock: Clock;
  reliable: boolean;
  transmit: (text: string) => void;
  ack: (ack: Request) => void;
  terminated: (tx: ServerTransaction) => void;
};

interface Runner {
  readonly state: string;
  take(event: ServerEvent): boolean;
  stop(): void;
}

export class ServerTransaction {
  /** the To tag of our responses; a response to CANCEL carries the INVITE's (§9.2) */
  toTag = '';
  private readonly machine: Runner;
  private last = '';
  private next = '';
  private lastAck: Request | null = null;

  constructor(
    readonly request: Request,
    readonly key: string,
    private readonly env: ServerEnvironment,
    /** of a former process: `accepted` holds the 2xx it has sent */
    readonly restored: { is: 'proceeding' } | { is: 'accepted'; last: string } | null = null,
  ) {
    const shell = {
      clock: env.clock,
      reliable: env.reliable,
      perform: (act: ServerAct) => this.perform(act),
      terminated: () => env.terminated(this),
    };
    if (restored?.is === 'accepted') this.last = restored.last;
    this.machine =
      request.method === 'INVITE'
        ? new Machine(inviteServer, restored?.is ?? 'proceeding', shell)
        : new Machine(plainServer, 'trying', shell);
  }

  /** No final response was sent. */
  get pending(): boolean {
    return this.machine.state === 'proceeding' || this.machine.state === 'trying';
  }

  respond(response: ResponseDraft): void {
    this.next = serialize(response);
    this.machine.take(response.status < 200 ? 'send1xx' : response.status < 300 ? 'send2xx' : 'sendFailure');
  }
  /** The last 2xx once more, until its ACK comes (§13.3.1.4). */
  repeat(): void {
    this.next = this.last;
    this.machine.take('send2xx');
  }
  again(): void {
    this.machine.take('request');
  }
  /** false: this transaction has no use for an ACK. */
  acknowledged(ack: Request): boolean {
    this.lastAck = ack;
    return this.machine.take('ack');
  }
  stop(): void {
    this.machine.stop();
    this.env.terminated(this);
  }

  private perform(act: ServerAct): void {
    const acts: Record<ServerAct, () => void> = {
      send: () => {
        this.last = this.next;
        this.env.transmit(this.last);
      },
      sendLast: () => this.last && this.env.transmit(this.last),
      reportAck: () => this.lastAck && this.env.ack(this.lastAck),
    };
    acts[act]();
  }
}
