/** What a phone hears, as a timeline: this tone from here to there, then music, then silence. */
import { describeSound, type SoundKind } from '@zuoxi/rtp';
import { Rhythm } from './rhythm';

/** A stretch of one kind of sound. `at`: milliseconds since it began to listen; `ms`: its length so far, it grows while the sound lasts. */
export type SoundSpan = { kind: SoundKind['kind']; hz?: number; at: number; ms: number };

/** How often the sound is looked at. */
export const stepMs = 100;

const lookMs = 250; // long enough to tell a tone from the rest
const judgeMs = 1000; // to tell music from speech
/** A pause inside one stretch of this kind is part of it. */
const pauseMs = { silence: 0, tone: 250, speech: 1000, music: 1000, busy: 900, congestion: 1100, ringback: 4600 } as const;
/** A sound must stay this long to be believed. */
const settleMs = { tone: 200, other: 400, toneInMusic: 500 } as const;
/** A 450 Hz that stays on longer than any signal is a plain tone. */
const steadyMs = 1300;

type Listener = (heard: SoundSpan) => void;
type Look = { kind: SoundKind['kind']; hz?: number };

export class Hearing {
  /** oldest first; the last one lasts */
  readonly timeline: SoundSpan[] = [{ kind: 'silence', at: 0, ms: 0 }];
  private readonly listeners = new Set<Listener>();
  private readonly waiters = new Set<() => void>();
  private readonly rhythm = new Rhythm();
  private soundSince: number | null = null;
  private quietSince: number | null = null;
  private candidate: (Look & { since: number }) | null = null;
  private over = false;

  /** `sound` gives the last so many milliseconds of what came in, 8 kHz. */
  constructor(private readonly sound: (ms: number) => Int16Array) {}

  get now(): SoundSpan {
    return this.timeline[this.timeline.length - 1] ?? { kind: 'silence', at: 0, ms: 0 };
  }

  /** Tells of each new stretch; the returned function ends it. */
  on(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Waits for a stretch that fits, past or future (its `ms` may be asked for). Null after `patience` ms, or when the call is over without it. */
  until(fits: (heard: SoundSpan) => boolean, patience: number): Promise<SoundSpan | null> {
    return this.wait(() => this.timeline.find(fits) ?? null, patience);
  }

  /** The same, for what is heard from now on: the stretch that lasts now counts. */
  next(fits: (heard: SoundSpan) => boolean, patience: number): Promise<SoundSpan | null> {
    const from = this.timeline.length - 1;
    return this.wait(() => this.timeline.slice(from).find(fits) ?? null, patience);
  }

  /** The last so many milliseconds as samples at 8 kHz: for what is too short for the timeline. */
  last(ms: number): Int16Array {
    return this.sound(ms);
  }

  /** Nothing more will be heard. */
  end(): void {
    this.over = true;
    this.waiters.forEach((look) => look());
  }

  /** Looks at the sound; to be called every `stepMs`. `at`: milliseconds since the begin. */
  step(at: number): void {
    const look = this.look(at);
    const beep = this.rhythm.push(this.sound(stepMs), isSignal(look));
    if (beep && beep.signal !== this.now.kind) this.begin({ kind: beep.signal, hz: 450 }, at - beep.beganMsAgo);
    if (look.kind === 'silence') this.quiet(at);
    else this.loud(at, look);
    this.now.ms = at - this.now.at;
    this.waiters.forEach((check) => check());
  }

  private look(at: number): Look {
    const short = plain(describeSound(this.sound(lookMs)));
    if (short.kind === 'silence' || short.kind === 'tone') return short;
    const since = this.soundSince ?? at;
    const long = plain(describeSound(this.sound(Math.min(judgeMs, Math.max(at - since, lookMs)))));
    return long.kind === 'tone' || long.kind === 'silence' ? short : long;
  }

  private quiet(at: number): void {
    this.quietSince ??= at - lookMs;
    this.candidate = null;
    if (at - this.quietSince < pauseMs[this.now.kind]) return;
    this.soundSince = null;
    if (this.now.kind !== 'silence') this.begin({ kind: 'silence' }, this.quietSince);
  }

  private loud(at: number, look: Look): void {
    this.quietSince = null;
    this.soundSince ??= at - lookMs / 2;
    // its rhythm will tell what it is
    if (isSignal(look) && this.rhythm.on < steadyMs && !same(look, this.now)) return;
    if (same(look, this.now)) {
      this.candidate = null;
      return;
    }
    if (!this.candidate || !same(look, this.candidate)) this.candidate = { ...look, since: at };
    if (at - this.candidate.since < settle(look, this.now)) return;
    this.begin(look, isSignal(look) ? at - this.rhythm.on : this.candidate.since - lookMs / 2);
  }

  private begin(look: Look, from: number): void {
    this.candidate = null;
    const at = Math.max(this.now.at, from);
    this.now.ms = at - this.now.at;
    const heard: SoundSpan = { ...look, at, ms: 0 };
    this.timeline.push(heard);
    this.listeners.forEach((tell) => tell(heard));
  }

  private wait(find: () => SoundSpan | null, patience: number): Promise<SoundSpan | null> {
    return new Promise((resolve) => {
      const done = (heard: SoundSpan | null): void => {
        clearTimeout(timer);
        this.waiters.delete(check);
        resolve(heard);
      };
      const check = (): void => {
        const found = find();
        if (found || this.over) done(found);
      };
      const timer = setTimeout(() => done(null), patience);
      this.waiters.add(check);
      check();
    });
  }
}

/** A short stretch shows no rhythm, whatever it is taken for. */
const plain = (kind: Look): Look =>
  kind.kind === 'ringback' || kind.kind === 'busy' || kind.kind === 'congestion' ? { kind: 'tone', hz: kind.hz } : kind;

/** Near enough to 450 Hz; a test tone of 440 Hz is none. */
const isSignal = ({ kind, hz }: Look): boolean => kind === 'tone' && Math.abs((hz ?? 0) - 450) <= 6;

const same = (a: Look, b: Look): boolean => a.kind === b.kind && (a.kind !== 'tone' || Math.abs((a.hz ?? 0) - (b.hz ?? 0)) < 15);

const settle = (look: Look, now: Look): number =>
  look.kind !== 'tone' ? settleMs.other : now.kind === 'music' || now.kind === 'speech' ? settleMs.toneInMusic : settleMs.tone;

/** Milliseconds of each kind; tones by frequency: `tone 440 Hz`. */
export function summary(timeline: readonly SoundSpan[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { kind, hz, ms } of timeline) {
    const name = kind === 'tone' && hz ? `tone ${Math.round(hz)} Hz` : kind;
    if (ms > 0) sums.set(name, (sums.get(name) ?? 0) + ms);
  }
  return sums;
}
