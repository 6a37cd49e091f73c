/** A leg while this process lives: its phase, and the transactions and timers that belong to it. */
import type { Clock } from '../clock';
import type { Keyring } from '../auth/keyring';
import type { ClientTransaction } from '../transaction/client';
import type { ServerTransaction } from '../transaction/server';
import type { Phase } from './phase';

type TimerName = 'report' | 'silence' | 'bye' | 'giveUp' | 'repeat' | 'session' | 'reliable' | 'glare' | 'notify';

export class Leg {
  /** `ended` was reported: nothing is reported any more */
  over = false;
  /** our INVITE, until its final response */
  invite: ClientTransaction | null = null;
  cancelSent = false;
  /** their INVITE, until our final response has its ACK */
  served: ServerTransaction | null = null;
  /** an offer on its way (RFC 3264 §4: one at a time) */
  offer: 'none' | 'ours' | 'theirs' = 'none';
  /** a reliable provisional response that has no PRACK (RFC 3262 §3), and what waits for it */
  unconfirmed: { rseq: number; sdp: boolean; then: (() => void)[] } | null = null;
  /** we want to hang up, but our 2xx has no ACK yet (RFC 3261 §15) */
  byeAfterAck: (() => void) | null = null;
  /** a 2xx of ours carried an offer (their re-INVITE had none): the ACK brings the answer */
  answerInAck = false;
  /** the peer sent a REFER and waits for NOTIFYs (RFC 3515 §2.4.4) */
  referSeq: number | null = null;
  /** the last CSeq that the record holds */
  savedSeq = 0;
  private readonly timers = new Map<TimerName, object>();

  constructor(
    readonly id: string,
    public phase: Phase,
    readonly keys: Keyring,
    private readonly clock: Clock,
    /** runs what a timer is for */
    private readonly run: (act: () => void) => void,
  ) {}

  /** Sets the timer anew. */
  after(name: TimerName, ms: number, act: () => void): void {
    this.stop(name);
    this.timers.set(
      name,
      this.clock.setTimeout(() => {
        this.timers.delete(name);
        this.run(act);
      }, ms),
    );
  }
  awaits(name: TimerName): boolean {
    return this.timers.has(name);
  }
  stop(name: TimerName): void {
    const timer = this.timers.get(name);
    if (timer) this.clock.clearTimeout(timer);
    this.timers.delete(name);
  }
  stopAll(): void {
    for (const timer of this.timers.values()) this.clock.clearTimeout(timer);
    this.timers.clear();
  }
}
