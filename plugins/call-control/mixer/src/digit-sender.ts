/** Keys to be pressed towards one leg: 100 ms each, 100 ms apart. As telephone events, or as sound where the peer knows no events. */
import { alaw, digitPackets, encode, type DigitPacket } from '@zuoxi/rtp';
import { dtmf } from './dtmf';
import { frameSamples } from './frame';

const pressFrames = 5;
const periodFrames = 10;

/** What takes the place of sound in one tick. `elapsed`: samples since the key was pressed. */
export type KeyFrame = { kind: 'event'; packet: DigitPacket; elapsed: number } | { kind: 'sound'; codes: Uint8Array };

type Job = { id: string; keys: string };

export class DigitSender {
  private readonly jobs: Job[] = [];
  private frames: (KeyFrame | null)[] = [];
  private at = 0;
  private key = 0;

  constructor(private readonly sent: (id: string) => void) {}

  get busy(): boolean {
    return this.jobs.length > 0;
  }

  send(id: string, keys: string): void {
    this.jobs.push({ id, keys });
  }

  /** The frame of this tick; null: the leg's own sound. `asEvents` holds for keys that are pressed from now on. */
  pull(asEvents: boolean): KeyFrame | null {
    const [job] = this.jobs;
    if (!job) return null;
    if (this.at === 0) this.frames = asEvents ? eventFrames(job.keys[this.key]!) : soundFrames(job.keys[this.key]!);
    const frame = this.frames[this.at] ?? null;
    if (++this.at === periodFrames) this.nextKey(job);
    return frame;
  }

  private nextKey(job: Job): void {
    this.at = 0;
    if (++this.key < job.keys.length) return;
    this.key = 0;
    this.jobs.shift();
    this.sent(job.id);
  }
}

const eventFrames = (key: string): KeyFrame[] =>
  digitPackets(key, pressFrames * 20).map((packet, i) => ({ kind: 'event', packet, elapsed: i * frameSamples }));

function soundFrames(key: string): KeyFrame[] {
  const codes = encode(alaw, dtmf(key, pressFrames * 20));
  return Array.from({ length: pressFrames }, (_, i) => ({
    kind: 'sound',
    codes: codes.subarray(i * frameSamples, (i + 1) * frameSamples),
  }));
}
