/** Matches messages to transactions (RFC 3261 §17.1.3, §17.2.3) and hands the rest to the user agent. */
import type { Address } from '../api';
import type { Clock } from '../clock';
import { branchCookie, newBranch } from '../ids';
import type { Message, Request, Response } from '../message/message';
import { Unsendable } from '../message/sendable';
import { phraseOf } from '../message/reasons';
import { respond, serialize } from '../message/serialize';
import type { Head, Parsed } from '../message/parse';
import { returnAddress, stampReturnPath } from '../transport/return-path';
import { sameAddress, type Flow, type Sink, type Transport } from '../transport/transport';
import { ClientTransaction, requestText, type Answer, type RequestDraft } from './client';
import { ServerTransaction } from './server';

/** The user agent above. */
export interface Core {
  /** `merged`: the request came on another way already (§8.2.2.2) */
  request(request: Request, tx: ServerTransaction, merged: ServerTransaction | null): void;
  /** the CANCEL is answered; the INVITE is not */
  cancelled(tx: ServerTransaction, cancel: Request): void;
  /** an ACK that belongs to a 2xx */
  ack(ack: Request): void;
  refused(why: string, source: Address): void;
  /** what the message asked of us cannot be written */
  unsendable(because: Message, error: Unsendable): void;
}

export class Transactions implements Sink {
  private readonly clients = new Map<string, ClientTransaction>();
  private readonly servers = new Map<string, ServerTransaction>();
  private readonly merges = new Map<string, ServerTransaction>();

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly core: Core,
  ) {}

  /** Sends a request. */
  request(draft: RequestDraft, to: Address, on: (a: Answer) => void): void {
    this.open(draft, to, on).send();
  }

  /** A transaction that has not sent its request yet. `branch` and `proceeding` are those of a former process. */
  open(
    draft: RequestDraft,
    to: Address,
    on: (a: Answer) => void,
    former?: { branch: string; proceeding: boolean },
  ): ClientTransaction {
    const branch = former?.branch ?? newBranch();
    const env = {
      clock: this.clock,
      reliable: this.reliable,
      via: (b: string) => this.via(b),
      transmit: (text: string, address: Address) => this.transport.send(text, address, false),
      terminated: (t: ClientTransaction) => this.clients.delete(clientKey(t.branch, t.draft.method)),
    };
    const tx = new ClientTransaction(draft, branch, to, env, on, former?.proceeding);
    this.clients.set(clientKey(branch, draft.method), tx);
    return tx;
  }

  /** CANCEL shares the INVITE's branch (§9.1). */
  cancel(invite: ClientTransaction, draft: RequestDraft, on: (a: Answer) => void): void {
    this.open(draft, invite.to, on, { branch: invite.branch, proceeding: false }).send();
  }

  /** A request that has no transaction: the ACK to a 2xx (§13.2.2.4). Returns the text, for repeating it. */
  transmit(draft: RequestDraft, to: Address): string {
    const text = requestText(draft, this.via(newBranch()));
    this.transport.send(text, to, true);
    return text;
  }
  repeat(text: string, to: Address): void {
    this.transport.send(text, to, true);
  }

  /** Takes up a server INVITE of a former process; its connection is gone, so Via says where responses go. */
  restore(request: Request, former: { is: 'proceeding' } | { is: 'accepted'; last: string }): ServerTransaction {
    return this.serve(request, serverKey(request), null, former);
  }

  /** `tx` is the same request on another way and stands in for `former`. */
  succeed(former: ServerTransaction, tx: ServerTransaction): void {
    former.stop();
    this.merges.set(mergeKey(tx.request), tx);
  }

  stop(): void {
    for (const tx of [...this.clients.values(), ...this.servers.values()]) tx.stop();
    this.clients.clear();
    this.servers.clear();
    this.merges.clear();
  }

  /** Open transactions, for tests that want to see them all gone. */
  get size(): number {
    return this.clients.size + this.servers.size;
  }

  message(message: Message, flow: Flow): void {
    try {
      if (message.kind === 'response') this.response(message, flow);
      else this.incoming(stampReturnPath(message, flow.remote), flow);
    } catch (error) {
      if (!(error instanceof Unsendable)) throw error;
      this.core.unsendable(message, error);
    }
  }

  malformed({ why, answer }: Extract<Parsed, { ok: false }>, flow: Flow): void {
    this.core.refused(why, flow.remote);
    if (answer) this.answerStateless(answer.headers, answer.status, answer.reason, flow);
  }

  tooLarge(head: Head, flow: Flow): void {
    this.core.refused('larger than the limits', flow.remote);
    if (!head.start.startsWith('SIP/') && !head.start.startsWith('ACK '))
      this.answerStateless(head.headers, 413, phraseOf(413), flow);
  }

  opened(to: Address): void {
    for (const tx of [...this.clients.values()]) if (sameAddress(tx.to, to)) tx.opened();
  }
  failed(to: Address, why: string): void {
    this.core.refused(`no connection: ${why}`, to);
    for (const tx of [...this.clients.values()]) if (sameAddress(tx.to, to)) tx.unreachable();
  }
  refused(why: string, source: Address): void {
    this.core.refused(why, source);
  }

  private get reliable(): boolean {
    return this.transport.protocol === 'TCP';
  }

  /** RFC 3581: `rport` asks for the way back through a NAT; over TCP the connection is that way, and a port would outlive it. */
  private via(branch: string): string {
    const { host, port } = this.transport.local();
    return `SIP/2.0/${this.transport.protocol} ${host}:${port};branch=${branch}${this.reliable ? '' : ';rport'}`;
  }

  private response(response: Response, flow: Flow): void {
    const local = this.transport.local();
    // §18.1.2: a response whose topmost Via is not ours went astray (RFC 4475 §3.3.10)
    if (response.via.host !== local.host || (response.via.port ?? 5060) !== local.port)
      return this.core.refused('response for somebody else', flow.remote);
    // a stray 2xx too is dropped (RFC 6026 §8.9)
    this.clients.get(clientKey(response.via.branch, response.cseq.method))?.receive(response);
  }

  private incoming(request: Request, flow: Flow): void {
    const key = serverKey(request);
    const known = this.servers.get(key);
    if (request.method === 'ACK') {
      if (!known?.acknowledged(request)) this.core.ack(request);
      return;
    }
    if (known) return known.again();
    const tx = this.serve(request, key, flow, null);
    if (request.method === 'CANCEL') return this.cancelling(request, tx);
    const merge = mergeKey(request);
    const merged = request.toTag ? undefined : this.merges.get(merge);
    if (!request.toTag && !merged) this.merges.set(merge, tx);
    if (request.method === 'INVITE') tx.respond(respond(request, 100, phraseOf(100), ''));
    this.core.request(request, tx, merged ?? null);
  }

  private cancelling(cancel: Request, tx: ServerTransaction): void {
    const invite = this.servers.get(serverKey({ ...cancel, method: 'INVITE' }));
    const status = invite ? 200 : 481;
    tx.respond(respond(cancel, status, phraseOf(status), invite?.toTag ?? ''));
    if (invite?.pending) this.core.cancelled(invite, cancel);
  }

  private serve(request: Request, key: string, flow: Flow | null, former: ServerTransaction['restored']): ServerTransaction {
    const tx: ServerTransaction = new ServerTransaction(
      request,
      key,
      {
        clock: this.clock,
        reliable: this.reliable,
        transmit: (text) => {
          const byVia = () => this.transport.send(text, returnAddress(request.via, this.transport.protocol), true);
          if (!flow?.send(text, byVia)) byVia();
        },
        ack: (ack) => this.core.ack(ack),
        terminated: (t) => {
          if (this.servers.get(key) === t) this.servers.delete(key);
          const merge = mergeKey(request);
          if (this.merges.get(merge) === t) this.merges.delete(merge);
        },
      },
      former,
    );
    this.servers.set(key, tx);
    if (former && !request.toTag) this.merges.set(mergeKey(request), tx);
    return tx;
  }

  private answerStateless(headers: Head['headers'], status: number, reason: string, flow: Flow): void {
    if (!headers.has('via')) return;
    try {
      flow.send(serialize(respond({ headers, toTag: '' }, status, reason, '')));
    } catch (error) {
      // what would have to be copied is what is wrong: silence is all that is left
      if (!(error instanceof Unsendable)) throw error;
    }
  }
}

const clientKey = (branch: string, method: string) => `${branch} ${method}`;
const mergeKey = (r: Request) => `${r.callId} ${r.fromTag} ${r.cseq.seq} ${r.cseq.method}`;

/** §17.2.3; a branch without the cookie, or with nothing behind it (RFC 4475 §3.2.1), is matched the way of RFC 2543. */
export function serverKey(r: Request): string {
  const method = r.method === 'ACK' ? 'INVITE' : r.method;
  const { branch, host, port } = r.via;
  if (branch.startsWith(branchCookie) && branch.length > branchCookie.length)
    return `${branch} ${host}:${port ?? 5060} ${method}`;
  return `2543 ${r.uri} ${r.fromTag} ${r.callId} ${r.cseq.seq} ${host}:${port ?? 5060} ${branch} ${method}`;
}
