/** What the page plays: the other side of the call, the ring (with an output of its own), chimes. */
import { z } from 'zod';
import { Store, type Readable } from '../providers/store';
import { wavOf, type SoundName } from './tones';

/** Device ids as the browser gives them; '' is the system's own. Kept in this browser: they mean nothing elsewhere. */
export const AudioSettings = z.object({
  microphone: z.string().default(''),
  speaker: z.string().default(''),
  ringer: z.string().default(''),
  volume: z.number().min(0).max(1).default(0.8),
});
export type AudioSettings = z.infer<typeof AudioSettings>;

const refused = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'NotAllowedError';

export class Audio {
  private readonly players = new Map<SoundName | 'call', HTMLAudioElement>();
  private readonly opened = new Store(false);
  private ringing = false;

  constructor(private readonly settings: Readable<AudioSettings>) {
    settings.subscribe(() => this.apply());
  }

  /** Browsers play nothing before the first click on the page (autoplay policy); false until then. */
  get unlocked(): Readable<boolean> {
    return this.opened;
  }

  /** Tries; works after a click, or at once where the page already uses the microphone. */
  async unlock(): Promise<boolean> {
    if (this.opened.get()) return true;
    try {
      await this.player('silence').play();
      this.opened.set(true);
      if (this.ringing) this.ring(true);
      this.playCall();
    } catch {
      return false; // NotAllowedError: the page asks for a click
    }
    return true;
  }

  ring(on: boolean): void {
    this.ringing = on;
    const player = this.player('ring');
    player.loop = true;
    if (on)
      void player.play().catch(() => undefined); // locked: the page says so, and the desktop notification is silent anyway
    else player.pause();
    if (!on) player.currentTime = 0;
  }

  chime(): void {
    void this.player('ding')
      .play()
      .catch(() => undefined);
  }

  /** For the sound check: on the device of calls, as loud as calls. */
  steps(): void {
    void this.player('steps')
      .play()
      .catch(() => undefined);
  }

  speak(remote: MediaStream | null): void {
    const player = this.player('call');
    player.srcObject = remote;
    this.playCall();
  }

  private playCall(): void {
    const player = this.players.get('call');
    if (!player?.srcObject) return;
    player.play().catch((error: unknown) => {
      // another refusal is a stream that was replaced meanwhile, and plays by itself
      if (!refused(error)) return;
      this.opened.set(false);
      this.afterNextGesture();
    });
  }

  /** What the browser refused to play, it plays after the next click or key, wherever on the page. */
  private afterNextGesture(): void {
    const gestures = ['click', 'keydown'] as const;
    const again = (): void => {
      for (const gesture of gestures) document.removeEventListener(gesture, again, true);
      void this.unlock();
    };
    for (const gesture of gestures) document.addEventListener(gesture, again, true);
  }

  private player(name: SoundName | 'call'): HTMLAudioElement {
    const known = this.players.get(name);
    if (known) return known;
    const player = document.createElement('audio');
    if (name !== 'call') player.src = URL.createObjectURL(new Blob([wavOf(name)], { type: 'audio/wav' }));
    player.dataset.sound = name;
    document.body.append(player);
    this.players.set(name, player);
    this.apply();
    return player;
  }

  private apply(): void {
    const { speaker, ringer, volume } = this.settings.get();
    for (const [name, player] of this.players) {
      const ofCalls = name === 'call' || name === 'steps';
      player.volume = ofCalls ? 1 : volume;
      const sink = ofCalls ? speaker : ringer;
      // a device that is gone: the system's own output goes on
      if ('setSinkId' in player && player.sinkId !== sink) void player.setSinkId(sink).catch(() => undefined);
    }
  }
}
