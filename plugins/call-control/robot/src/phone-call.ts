/** One call of a robot phone: what a person at the phone could see, hear, say and do. */
import type { Invitation, UserAgent } from '@zuoxi/sip';
import { callEnd, type CallEnd } from './call-end';
import { Deferred } from './deferred';
import type { Hearing } from './hearing';
import type { Sound } from './mouth';
import { answerSdp, flawedSdp, offerSdp, readSdp, type Agreement, type Codec, type SdpFlaw } from './sdp';
import type { Voice } from './voice';

export type PhoneCallParts = { id: string; agent: UserAgent; voice: Voice; codecs: readonly Codec[] };

export class PhoneCall {
  readonly id: string;
  /** true when it rings (outgoing: at the other side), false when it ended before */
  readonly ringing: Promise<boolean>;
  /** true when answered, false when it ended before */
  readonly answered: Promise<boolean>;
  readonly ended: Promise<CallEnd>;
  /** digits that the other side pressed, RFC 4733 or INFO */
  digitsHeard = '';
  private readonly onDigit = new Set<() => void>();
  private readonly onOffer = new Set<() => void>();
  private readonly rang = new Deferred<boolean>();
  private readonly picked = new Deferred<boolean>();
  private readonly over = new Deferred<CallEnd>();
  private answeredAt: number | null = null;
  private agreement: Agreement | null = null;

  constructor(
    private readonly parts: PhoneCallParts,
    /** of a call that came in */
    readonly invitation: Invitation | null,
  ) {
    this.id = parts.id;
    this.ringing = this.rang.promise;
    this.answered = this.picked.promise;
    this.ended = this.over.promise;
    parts.voice.onDigit((digit) => this.heardDigit(digit));
    if (invitation?.sdp) this.agreement = readSdp(invitation.sdp, parts.codecs);
  }

  get hears(): Hearing {
    return this.parts.voice.hearing;
  }

  get isAnswered(): boolean {
    return this.answeredAt !== null;
  }

  get isOver(): boolean {
    return this.over.settled;
  }

  /** Says something else from now on. */
  say(...sounds: readonly Sound[]): void {
    this.parts.voice.say(sounds);
  }

  /** Fulfilled when everything it was told to say is said; endless sounds end with the call. */
  said(): Promise<void> {
    return Promise.race([this.parts.voice.said(), this.ended.then(() => undefined)]);
  }

  /** Presses keys, RFC 4733: 100 ms each, 100 ms apart. Fulfilled when the last is sent. */
  digits(keys: string): Promise<void> {
    return this.parts.voice.digits(keys);
  }

  /** Presses one key as SIP INFO. */
  digitByInfo(key: string): void {
    void this.parts.agent.sendDigit(this.id, key);
  }

  /** 180, or with sounds 183: the caller hears them before any answer. */
  ring(...early: readonly Sound[]): void {
    if (this.isOver) return;
    if (!early.length || !this.agreement) return this.parts.agent.ring(this.id);
    this.parts.agent.ring(this.id, answerSdp(this.parts.voice.address, this.agreement));
    this.parts.voice.connect(this.agreement);
    this.say(...early);
  }

  /** 200; says `sounds` from then on. Without a usable offer it rejects the call with 488. */
  answer(sounds: readonly Sound[] = [], flaw?: SdpFlaw): void {
    if (this.isOver || this.isAnswered) return;
    const { agent, voice } = this.parts;
    if (!this.agreement) return agent.reject(this.id, 488);
    agent.answer(this.id, flaw ? flawedSdp(flaw, voice.address) : answerSdp(voice.address, this.agreement));
    voice.connect(this.agreement);
    if (sounds.length) this.say(...sounds);
    this.pickedUp();
  }

  reject(status: number, reason?: string): void {
    if (!this.isOver) this.parts.agent.reject(this.id, status, reason);
  }

  /** BYE, CANCEL or a rejection, as the moment needs. */
  hangup(): void {
    if (!this.isOver) this.parts.agent.end(this.id);
  }

  /** A re-INVITE with the same sound; fulfilled when the other side agreed. */
  async refresh(): Promise<void> {
    const { agent, voice, codecs } = this.parts;
    this.agreeOn(await agent.reinvite(this.id, offerSdp(voice.address, codecs)));
  }

  /** For the phone: what its user agent reports. */
  readonly reports = {
    progress: ({ status, sdp }: { status: number; sdp?: string }): void => {
      if (sdp) this.agreeOn(sdp);
      if (status >= 180) this.rang.resolve(true);
    },
    answered: ({ sdp }: { sdp: string }): void => {
      this.agreeOn(sdp);
      this.pickedUp();
    },
    reoffered: (sdp: string): string => {
      const agreement = this.agreeOn(sdp);
      if (!agreement) throw new Error('no sound in common');
      for (const tell of this.onOffer) tell();
      this.onOffer.clear();
      return answerSdp(this.parts.voice.address, agreement);
    },
    digit: (digit: string): void => this.heardDigit(digit),
    ended: (e: { by: 'us' | 'them'; status: number; reason: string }): void => {
      this.parts.voice.close();
      this.rang.resolve(false);
      this.picked.resolve(false);
      this.over.resolve(callEnd(e, this.answeredAt, Date.now()));
    },
  };

  /** Fulfilled when the other side has pressed `keys`, past or future; false when the call ended without. */
  heardKeys(keys: string): Promise<boolean> {
    return new Promise((resolve) => {
      const look = (): boolean => this.digitsHeard.includes(keys) && (resolve(true), true);
      if (look()) return;
      this.onDigit.add(() => void look());
      void this.ended.then(() => resolve(false));
    });
  }

  /** True at the next re-INVITE of the other side, false when the call ends without one. */
  nextOffer(): Promise<boolean> {
    return Promise.race([new Promise<boolean>((resolve) => this.onOffer.add(() => resolve(true))), this.ended.then(() => false)]);
  }

  private heardDigit(digit: string): void {
    this.digitsHeard += digit;
    for (const tell of this.onDigit) tell();
  }

  private pickedUp(): void {
    this.answeredAt = Date.now();
    this.rang.resolve(true);
    this.picked.resolve(true);
  }

  private agreeOn(sdp: string): Agreement | null {
    const agreement = readSdp(sdp, this.parts.codecs);
    if (agreement) this.parts.voice.connect(agreement);
    this.agreement = agreement ?? this.agreement;
    return agreement;
  }
}
