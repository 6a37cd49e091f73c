/** Writes a WAV file while it grows, so that it can be played at any instant, also after the process was killed. */
import { open, type FileHandle } from 'node:fs/promises';
import { headerLength, wavHeader, type WavShape } from './wav-header';

export class WavWriter {
  private written = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly shape: WavShape,
  ) {}

  /** Creates the file; rejects with the system's error, EEXIST when there is one already. */
  static async create(path: string, shape: WavShape): Promise<WavWriter> {
    const file = await open(path, 'wx', 0o640);
    try {
      await writeAll(file, wavHeader(shape, 0), 0);
      return new WavWriter(file, shape);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get dataBytes(): number {
    return this.written;
  }

  /** Appends whole frames, then the header that counts them: a crash between leaves a header that counts less, never more. One call at a time. */
  async append(data: Uint8Array): Promise<void> {
    await writeAll(this.file, data, headerLength + this.written);
    this.written += data.length;
    await writeAll(this.file, wavHeader(this.shape, this.written), 0);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

async function writeAll(file: FileHandle, data: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < data.length;) {
    const { bytesWritten } = await file.write(data, done, data.length - done, position + done);
    done += bytesWritten;
  }
}
