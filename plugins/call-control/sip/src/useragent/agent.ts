/** The user agent: names → legs, and the layer below → what each part does with a message. */
import type { Address, LegRecord, UserAgent, UserAgentOptions } from '../api';
import { systemClock } from '../clock';
import { SipError } from '../error';
import type { Message, Request } from '../message/message';
import type { Unsendable } from '../message/sendable';
import { Transactions, type Core } from '../transaction/layer';
import type { ServerTransaction } from '../transaction/server';
import type { Transport } from '../transport/transport';
import { sendDigit } from './digits';
import { check, end, reject, takeCancel } from './end';
import { Env } from './env';
import { answer, ring } from './incoming';
import type { Leg } from './leg';
import { invite } from './outgoing';
import { Registrar } from './register';
import { acknowledged, reinvite } from './reoffer';
import { takeRequest } from './requests';
import { restore } from './restore';

export class Agent implements UserAgent, Core {
  readonly env: Env;
  readonly layer: Transactions;
  private readonly registrar: Registrar;

  constructor(
    options: UserAgentOptions,
    private readonly transport: Transport,
  ) {
    const clock = options.clock ?? systemClock;
    this.layer = new Transactions(transport, clock, this);
    this.env = new Env(options, clock, transport, this.layer);
    this.registrar = new Registrar(this.env);
  }

  start = (): Promise<void> => this.transport.start(this.layer);
  async close(): Promise<void> {
    for (const leg of this.env.legs.values()) leg.stopAll();
    this.layer.stop();
    await this.transport.close();
  }
  connected = (): boolean => this.transport.connected();
  address = (): Address => this.transport.local();

  invite(id: string, i: Parameters<UserAgent['invite']>[1]): void {
    this.env.attempt(id, () => invite(this.env, id, i));
  }
  ring(id: string, sdp?: string): void {
    this.with(id, (leg) => ring(this.env, leg, sdp));
  }
  answer(id: string, sdp: string): void {
    this.with(id, (leg) => answer(this.env, leg, sdp));
  }
  reject(id: string, status: number, reason?: string): void {
    this.with(id, (leg) => reject(this.env, leg, status, reason));
  }
  end(id: string, e: { status?: number; reason?: string } = {}): void {
    this.with(id, (leg) => end(this.env, leg, e));
  }
  async reinvite(id: string, sdp: string): Promise<string> {
    const leg = this.env.legs.get(id);
    if (!leg) throw new SipError(481, 'no such leg');
    return reinvite(this.env, leg, sdp);
  }
  async sendDigit(id: string, digit: string): Promise<boolean> {
    let taken: Promise<boolean> = Promise.resolve(false);
    this.with(id, (leg) => {
      taken = sendDigit(this.env, leg, digit);
    });
    return taken;
  }
  check(id: string): void {
    this.with(id, (leg) => check(this.env, leg));
  }
  restore(records: ReadonlyMap<string, LegRecord>): void {
    restore(this.env, records);
  }
  register = (r: Parameters<UserAgent['register']>[0]): Promise<number> => this.registrar.register(r);
  options = (uri: string): Promise<number> => this.registrar.options(uri);

  request(_request: Request, tx: ServerTransaction, merged: ServerTransaction | null): void {
    takeRequest(this.env, tx, merged);
  }
  cancelled(tx: ServerTransaction, cancel: Request): void {
    const leg = this.env.byTag(cancel.callId, tx.toTag || tx.request.toTag);
    if (leg) takeCancel(this.env, leg, tx, cancel);
  }
  ack(ack: Request): void {
    const leg = this.env.find(ack);
    if (leg) acknowledged(this.env, leg, ack);
  }
  refused(why: string, source: Address): void {
    this.env.on.refused?.(why, source);
  }
  unsendable(because: Message, error: Unsendable): void {
    const leg = because.kind === 'request' ? this.env.find(because) : this.env.byTag(because.callId, because.fromTag);
    if (leg) this.env.unsendable(leg.id, error);
    else this.refused(error.message, this.address());
  }

  /** Late commands are normal: a leg that is gone answers nothing. */
  private with(id: string, act: (leg: Leg) => void): void {
    const leg = this.env.legs.get(id);
    if (leg) this.env.attempt(id, () => act(leg));
  }
}
