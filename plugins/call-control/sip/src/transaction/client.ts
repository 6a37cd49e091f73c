/** Client transactions (RFC 3261 §17.1, RFC 6026 §8.4). */
import type { Address } from '../api';
import type { Clock } from '../clock';
import type { Header, Response } from '../message/message';
import { serialize } from '../message/serialize';
import { Machine } from './machine';
import { inviteClient, plainClient, type ClientAct, type ClientEvent } from './tables';

/** A request without its Via: plain JSON, so that it can be kept and sent again. */
export type RequestDraft = {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly Header[];
  readonly body: string;
};

/** What came of it. `response` null: nobody said so but we ourselves; 408 no answer in time, 503 no way there. */
export type Answer = { status: number; reason: string; response: Response | null };

export type ClientEnvironment = {
  clock: Clock;
  reliable: boolean;
  via: (branch: string) => string;
  transmit: (text: string, to: Address) => void;
  terminated: (tx: ClientTransaction) => void;
};

/** What the layer needs of either machine. */
interface Runner {
  readonly state: string;
  take(event: ClientEvent): boolean;
  stop(): void;
}

export class ClientTransaction {
  private readonly machine: Runner;
  private readonly text: string;
  private answer: Answer = { status: 408, reason: 'Request Timeout', response: null };

  constructor(
    readonly draft: RequestDraft,
    readonly branch: string,
    readonly to: Address,
    private readonly env: ClientEnvironment,
    private readonly on: (answer: Answer) => void,
    /** a restored INVITE to which a provisional response had come */
    proceeding = false,
  ) {
    this.text = requestText(draft, env.via(branch));
    const shell = {
      clock: env.clock,
      reliable: env.reliable,
      perform: (act: ClientAct) => this.perform(act),
      terminated: () => env.terminated(this),
    };
    this.machine =
      draft.method === 'INVITE'
        ? new Machine(inviteClient, proceeding ? 'proceeding' : 'calling', shell)
        : new Machine(plainClient, 'trying', shell);
  }

  /** No final response has come. */
  get pending(): boolean {
    return this.machine.state === 'calling' || this.machine.state === 'trying' || this.machine.state === 'proceeding';
  }
  /** A CANCEL may be sent (§9.1). */
  get proceeding(): boolean {
    return this.machine.state === 'proceeding';
  }

  send(): void {
    this.env.transmit(this.text, this.to);
  }
  receive(response: Response): void {
    this.answer = { status: response.status, reason: response.reason, response };
    this.machine.take(response.status < 200 ? '1xx' : response.status < 300 ? '2xx' : 'failure');
  }
  opened(): void {
    this.machine.take('opened');
  }
  unreachable(): void {
    this.machine.take('unreachable');
  }
  stop(): void {
    this.machine.stop();
    this.env.terminated(this);
  }

  /** CANCEL for this INVITE (§9.1): same request URI, Via, Call-ID, From, To, Route, CSeq number. */
  cancelDraft(headers: readonly Header[] = []): RequestDraft {
    return { ...this.hopByHop('CANCEL', null), headers: [...this.hopByHop('CANCEL', null).headers, ...headers] };
  }

  private perform(act: ClientAct): void {
    const acts: Record<ClientAct, () => void> = {
      send: () => this.send(),
      report: () => this.on(this.answer),
      timeout: () => this.on({ status: 408, reason: 'Request Timeout', response: null }),
      giveUp: () => this.on({ status: 503, reason: 'Service Unavailable', response: null }),
      ack: () => {
        const to = this.answer.response?.headers.get('to')?.[0];
        this.env.transmit(requestText(this.hopByHop('ACK', to ?? null), this.env.via(this.branch)), this.to);
      },
    };
    acts[act]();
  }

  /** ACK to a failure (§17.1.1.3) and CANCEL copy the same few headers. */
  private hopByHop(method: 'ACK' | 'CANCEL', to: string | null): RequestDraft {
    const headers: Header[] = [];
    for (const [name, value] of this.draft.headers) {
      const low = name.toLowerCase();
      if (low === 'to') headers.push([name, to ?? value]);
      else if (low === 'cseq') headers.push([name, `${parseInt(value, 10)} ${method}`]);
      else if (low === 'from' || low === 'call-id' || low === 'route' || low === 'max-forwards') headers.push([name, value]);
    }
    return { method, uri: this.draft.uri, headers, body: '' };
  }
}

export const requestText = (draft: RequestDraft, via: string): string =>
  serialize({ start: { method: draft.method, uri: draft.uri }, headers: [['Via', via], ...draft.headers], body: draft.body });
