/** Frames of a recorded call: left and right are what the legs of each side say, on the clock of the ticks. */
import { frameSamples, silence } from './frame';
import type { SegmentFile } from './segment-file';
import type { Source, Sum } from './sum';

export type Sides = { left: readonly { incoming: Source }[]; right: readonly { incoming: Source }[] };

const frameBytes = 2 * frameSamples;
const flushTicks = 50; // each second to disk
/** A stall of the process is silence in the recording, up to a minute of it. */
const mostMissing = 60 * 50;
let recordings = 0;

export class Recording {
  sides: Sides = { left: [], right: [] };
  private segment: SegmentFile | null = null;
  private buffer = Buffer.allocUnsafe(flushTicks * frameBytes);
  private used = 0;
  private expected: number | null = null;
  private paused = true;
  /** spreads the files over the second, so that not all of them go to disk in one tick */
  private readonly phase = recordings++ % flushTicks;

  /** `open` begins a segment whose first frame is that of a tick. */
  constructor(
    readonly name: string,
    private readonly open: (tick: number) => SegmentFile,
  ) {}

  /** While paused nothing is written; what was said before goes to disk at once. */
  pause(paused: boolean): void {
    if (paused && !this.paused) {
      this.flush();
      this.expected = null;
    }
    this.paused = paused;
  }

  tick(tick: number, sum: Sum): void {
    if (this.paused) return;
    this.segment ??= this.open(tick);
    for (let missing = Math.min(mostMissing, tick - (this.expected ?? tick)); missing > 0; missing--) {
      this.buffer.fill(silence, this.used, this.used + frameBytes);
      this.wrote();
    }
    this.expected = tick + 1;
    side(this.sides.left, sum, this.buffer, this.used);
    side(this.sides.right, sum, this.buffer, this.used + 1);
    this.wrote();
    if (tick % flushTicks === this.phase) this.flush();
  }

  /** Fulfilled when all of it is on disk, or is not to be. */
  finish(): Promise<void> {
    this.flush();
    this.paused = true;
    return this.segment?.finish() ?? Promise.resolve();
  }

  private wrote(): void {
    this.used += frameBytes;
    if (this.used === this.buffer.length) this.flush();
  }

  private flush(): void {
    if (!this.segment || this.used === 0) return;
    this.segment.write(this.buffer.subarray(0, this.used));
    this.buffer = Buffer.allocUnsafe(flushTicks * frameBytes);
    this.used = 0;
  }
}

function side(legs: Sides['left'], sum: Sum, into: Buffer, at: number): void {
  sum.start();
  for (let i = 0; i < legs.length; i++) sum.add(legs[i]!.incoming);
  sum.write(into, at, 2);
}
