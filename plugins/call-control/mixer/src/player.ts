/** One playing of a tone or a file to one leg. */
import type { Play } from '@zuoxi/contracts';
import { frameSamples, silence } from './frame';
import type { LoadSound } from './sound-files';
import { toneSound, type Sound } from './sound';

export class Player {
  /** A-law codes of the tick */
  readonly frame = new Uint8Array(frameSamples).fill(silence);
  /** does the frame hold any sound? */
  audible = false;
  private sound: Sound | null = null;
  private at = 0;
  private over = false;

  /** `ended` is called once, when it comes to its end by itself; `missing`: there is nothing to play. */
  constructor(
    readonly play: Play,
    load: LoadSound,
    private readonly ended: (missing: boolean) => void,
  ) {
    if (play.kind === 'tone') this.sound = toneSound(play.tone);
    else
      void load(play.file).then((codes) => {
        if (this.over) return;
        if (codes?.length) this.sound = { codes, loop: play.loop };
        else this.end(true);
      });
  }

  /** Makes `frame` and `audible` of this tick. */
  pull(): void {
    const { sound } = this;
    if (!sound || this.over) {
      this.audible = false;
      return;
    }
    if (!sound.loop && this.at >= sound.codes.length) return this.end(false);
    this.audible = true;
    this.copy(sound);
  }

  /** It was replaced: no end is reported any more. */
  stop(): void {
    this.over = true;
    this.audible = false;
  }

  private copy({ codes, loop }: Sound): void {
    let at = this.at;
    for (let i = 0; i < frameSamples; i++) {
      if (at >= codes.length && loop) at = 0;
      this.frame[i] = at < codes.length ? codes[at]! : silence;
      at++;
    }
    this.at = at;
  }

  private end(missing: boolean): void {
    this.stop();
    this.ended(missing);
  }
}
