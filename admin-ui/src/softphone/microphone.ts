/** The microphone, held while the agent is signed in: calls are answered without asking for it, and a pulled plug shows at once. */
import { Store, type Readable } from '../providers/store';

/** Why there is none (LOG-35, LOG-36); each has its own cure on the page. */
export type MicrophoneTrouble = 'denied' | 'missing' | 'inUse' | 'insecure' | 'other';
export type MicrophoneState =
  | { kind: 'off' }
  | { kind: 'asking' }
  | { kind: 'on'; stream: MediaStream; label: string }
  | { kind: 'failed'; why: MicrophoneTrouble };

/** Names: https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia */
const troubles: Readonly<Record<string, MicrophoneTrouble>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'inUse',
  AbortError: 'inUse',
};

export type Media = Pick<MediaDevices, 'getUserMedia' | 'addEventListener'>;

export class Microphone {
  private readonly store = new Store<MicrophoneState>({ kind: 'off' });
  private asked: Promise<boolean> | null = null;

  /** `media` is undefined where the page is not a secure context; `device` is the chosen one, '' for the system's. */
  constructor(
    private readonly media: Media | undefined,
    private readonly device: () => string,
  ) {
    media?.addEventListener('devicechange', () => this.devicesChanged());
  }

  get state(): Readable<MicrophoneState> {
    return this.store;
  }

  /** True when there is a live microphone; asks for it if need be. */
  acquire(): Promise<boolean> {
    if (this.live()) return Promise.resolve(true);
    this.asked ??= this.ask().finally(() => (this.asked = null));
    return this.asked;
  }

  /** The stream for a call. Rejects where there is no microphone. */
  async stream(): Promise<MediaStream> {
    await this.acquire();
    const stream = this.live();
    if (!stream) throw new Error('no microphone');
    return stream;
  }

  /** Another one was chosen, or the plug may be back in. */
  async again(): Promise<boolean> {
    const old = this.live();
    const found = await this.ask();
    if (old !== this.live()) stopTracks(old);
    return found;
  }

  release(): void {
    stopTracks(this.live());
    this.store.set({ kind: 'off' });
  }

  /** Outside calls the microphone says nothing, even to the browser. */
  listen(on: boolean): void {
    for (const track of this.live()?.getAudioTracks() ?? []) track.enabled = on;
  }

  private live(): MediaStream | null {
    const state = this.store.get();
    return state.kind === 'on' && state.stream.getAudioTracks().some((t) => t.readyState === 'live') ? state.stream : null;
  }

  private async ask(): Promise<boolean> {
    if (!this.media) return this.fail('insecure');
    if (this.store.get().kind !== 'on') this.store.set({ kind: 'asking' });
    const device = this.device();
    const wanted = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    try {
      // `ideal`: a headset left at home falls back to the system's microphone
      const stream = await this.media.getUserMedia({ audio: { ...wanted, ...(device ? { deviceId: { ideal: device } } : {}) } });
      const [track] = stream.getAudioTracks();
      if (!track) return this.fail('missing');
      track.onended = () => void this.again();
      this.store.set({ kind: 'on', stream, label: track.label });
      return true;
    } catch (error) {
      return this.fail((error instanceof Error && troubles[error.name]) || 'other');
    }
  }

  private fail(why: MicrophoneTrouble): false {
    this.store.set({ kind: 'failed', why });
    return false;
  }

  private devicesChanged(): void {
    const { kind } = this.store.get();
    if (kind === 'failed' || (kind === 'on' && !this.live())) void this.again();
  }
}

function stopTracks(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) {
    track.onended = null;
    track.stop();
  }
}
