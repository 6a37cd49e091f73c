/** One file of a recording. It is written behind the back of the tick: whatever the disk does, the call goes on. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WavWriter } from '@zuoxi/rtp';

export type SegmentReports = {
  /** `file`: below the recordings folder */
  started: (file: string) => void;
  ended: (file: string, durationMs: number) => void;
  failed: (why: string) => void;
};

/** Stereo A-law at 8 kHz. */
const shape = { format: 'alaw', channels: 2, rate: 8000 } as const;
const bytesPerMs = 16;
/** seconds of sound that may wait for the disk */
const mostWaiting = 30;
const mostSegments = 10_000;

export class SegmentFile {
  readonly done: Promise<void>;
  private readonly waiting: Buffer[] = [];
  private finished = false;
  private broken = false;
  private wake: () => void = () => undefined;

  /** Creates `<name>.<n>.wav` with the first free n. */
  constructor(
    private readonly folder: string,
    private readonly name: string,
    private readonly reports: SegmentReports,
  ) {
    this.done = this.run();
  }

  /** Appends; the buffer belongs to the file from now on. */
  write(data: Buffer): void {
    if (this.finished || this.broken) return;
    if (this.waiting.push(data) > mostWaiting) this.fail('the disk is too slow');
    this.wake();
  }

  /** What was written so far is kept; `done` is fulfilled when it is on disk. Never rejects. */
  finish(): Promise<void> {
    this.finished = true;
    this.wake();
    return this.done;
  }

  private async run(): Promise<void> {
    let file = '';
    let writer: WavWriter | null = null;
    try {
      [file, writer] = await create(this.folder, this.name);
      this.reports.started(file);
      await this.drain(writer);
    } catch (error) {
      this.fail(String(error));
    }
    if (!writer) return;
    await writer.close().catch((error: unknown) => this.fail(String(error)));
    this.reports.ended(file, Math.round(writer.dataBytes / bytesPerMs));
  }

  private fail(why: string): void {
    this.waiting.length = 0;
    if (!this.broken) this.reports.failed(why);
    this.broken = true;
  }

  private async drain(writer: WavWriter): Promise<void> {
    for (;;) {
      const data = this.waiting.shift();
      if (data) {
        await writer.append(data);
      } else if (this.finished || this.broken) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

async function create(folder: string, name: string): Promise<[string, WavWriter]> {
  await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o750 });
  for (let n = 1; n <= mostSegments; n++) {
    const file = `${name}.${n}.wav`;
    try {
      return [file, await WavWriter.create(join(folder, file), shape)];
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`${name} has ${mostSegments} segments`);
}

const isTaken = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
