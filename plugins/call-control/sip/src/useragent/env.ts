/** What every part of the user agent shares: options, the layer below, the legs, and the few acts that keep them in order. */
import type { Address, UserAgentEvents, UserAgentOptions } from '../api';
import type { Clock } from '../clock';
import { Keyring } from '../auth/keyring';
import { dialogKey, type Dialog } from '../dialog/dialog';
import { parseAddress } from '../message/address';
import type { Header, Request } from '../message/message';
import { phraseOf } from '../message/reasons';
import { Unsendable } from '../message/sendable';
import { respond, type ResponseDraft } from '../message/serialize';
import { parseUri } from '../message/uri';
import type { Answer, RequestDraft } from '../transaction/client';
import type { Transactions } from '../transaction/layer';
import type { ServerTransaction } from '../transaction/server';
import type { Transport } from '../transport/transport';
import { Leg } from './leg';
import type { Phase } from './phase';

export const allowed = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REFER';
export const supported: readonly string[] = ['100rel', 'timer'];
/** by how much a restored dialog's CSeq jumps over what the dead process may have used since its last record */
export const seqStep = 100;

export type Ended = { by: 'us' | 'them'; status: number; reason: string; silent?: true };

export class Env {
  readonly legs = new Map<string, Leg>();
  private readonly byDialog = new Map<string, Leg>();
  readonly on: UserAgentEvents;

  constructor(
    readonly options: UserAgentOptions,
    readonly clock: Clock,
    private readonly transport: Transport,
    readonly layer: Transactions,
  ) {
    this.on = options.on;
  }

  /** A new leg, found by its name and by `dialog`. */
  add(id: string, phase: Phase, dialog: Pick<Dialog, 'callId' | 'localTag'>): Leg {
    if (this.legs.has(id)) throw new Error(`leg ${id} exists`);
    const keys = new Keyring((realm) => this.options.credentials?.(id, realm));
    const leg: Leg = new Leg(id, phase, keys, this.clock, (act) => this.attempt(id, act));
    this.legs.set(id, leg);
    this.byDialog.set(dialogKey(dialog.callId, dialog.localTag), leg);
    return leg;
  }

  /** The leg of an in-dialog request: our tag is the one in To. */
  find(request: Request): Leg | undefined {
    return this.byDialog.get(dialogKey(request.callId, request.toTag));
  }
  byTag(callId: string, localTag: string): Leg | undefined {
    return this.byDialog.get(dialogKey(callId, localTag));
  }

  /** Tells a successor. Ordinary CSeq growth needs no word: a successor jumps over it. */
  save(leg: Leg): void {
    if (!this.legs.has(leg.id)) return;
    if ('dialog' in leg.phase) leg.savedSeq = leg.phase.dialog.localSeq;
    this.on.record?.(leg.id, { v: 1, over: leg.over, phase: leg.phase });
  }

  /** Keeps a dialog that has sent a request; a record only when the successor's jump would no longer reach. */
  sent(leg: Leg, dialog: Dialog): void {
    if (!('dialog' in leg.phase)) return;
    leg.phase = { ...leg.phase, dialog };
    if (dialog.localSeq >= leg.savedSeq + seqStep / 2) this.save(leg);
  }

  /** Does it when what was saved survives us; at once where nobody keeps records that well. */
  afterKeeping(act: () => void): void {
    const { kept } = this.options;
    if (kept) void kept().then(act, act);
    else act();
  }

  /** Does what may turn out not to be sayable (`Unsendable`): then the leg is over, and nobody else notices. */
  attempt(id: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof Unsendable)) throw error;
      this.unsendable(id, error);
    }
  }

  unsendable(id: string, error: Unsendable): void {
    this.on.refused?.(`leg ${id} ends: ${error.message}`, this.transport.local());
    const ended: Ended = { by: 'us', status: 500, reason: error.message };
    const leg = this.legs.get(id);
    if (!leg) return this.on.ended(id, ended);
    // who waits for an answer gets a plain one
    if (leg.phase.is === 'invited' && leg.served?.pending) leg.served.respond(this.response(leg.served, 500));
    this.finish(leg, ended);
  }

  /** Reports the end, once. */
  over(leg: Leg, ended: Ended): void {
    if (leg.over) return;
    leg.over = true;
    this.on.ended(leg.id, ended);
  }

  /** Nothing more will be sent or expected for this leg. */
  forget(leg: Leg): void {
    leg.stopAll();
    if (this.legs.get(leg.id) !== leg) return;
    this.legs.delete(leg.id);
    for (const tags of tagsOf(leg.phase)) this.byDialog.delete(tags);
    this.on.record?.(leg.id, null);
  }

  finish(leg: Leg, ended: Ended): void {
    this.over(leg, ended);
    this.forget(leg);
  }

  /** §8.1.2: through `next`, else to the first route, else to the request URI. */
  destination(draft: RequestDraft): Address {
    if (this.options.next) return this.options.next;
    const route = draft.headers.find(([name]) => name === 'Route')?.[1];
    const uri = parseUri(route ? (parseAddress(route)?.uri ?? '') : draft.uri);
    return { host: uri?.host ?? '', port: uri?.port ?? 5060 };
  }

  /** Silence because our own proxy cannot be reached: it says nothing about the peer behind it, whose sound may still flow. */
  cutOff(answer: Answer): boolean {
    return answer.response === null && this.options.next !== undefined && !this.transport.connected();
  }

  contactUri(user = ''): string {
    const { host, port } = this.transport.local();
    return `sip:${user ? `${user}@` : ''}${host}:${port}${this.transport.protocol === 'TCP' ? ';transport=tcp' : ''}`;
  }
  contact(): Header {
    return ['Contact', `<${this.contactUri()}>`];
  }

  response(
    tx: ServerTransaction,
    status: number,
    headers: readonly Header[] = [],
    body = '',
    reason = phraseOf(status),
  ): ResponseDraft {
    return respond(tx.request, status, reason, tx.toTag, [...headers, ['Server', this.options.name]], body);
  }
  respond(...r: Parameters<Env['response']>): void {
    r[0].respond(this.response(...r));
  }
}

function tagsOf(phase: Phase): string[] {
  if (phase.is !== 'calling') return [dialogKey(phase.dialog.callId, phase.dialog.localTag)];
  return [dialogKey(headerOf(phase.draft, 'Call-ID'), tagOf(headerOf(phase.draft, 'From')))];
}

export const headerOf = (draft: RequestDraft, name: string): string => draft.headers.find(([n]) => n === name)?.[1] ?? '';
export const tagOf = (address: string): string => parseAddress(address)?.params.get('tag') ?? '';

export const sdpType: Header = ['Content-Type', 'application/sdp'];
