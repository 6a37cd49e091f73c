/**
 * Captchas that wait for an answer (LOG-08). In memory: a restart only means that a new picture is asked for. A picture is served once: drawings of one text
 * differ, and their average is the text without the noise.
 */
import { randomInt, randomUUID } from 'node:crypto';
import type { CaptchaAnswer } from '@zuoxi/contracts';
import { characters } from './glyphs';
import { picture } from './picture';

const livesMs = 120_000;
const length = 4;
const most = 20_000;
const chance = (): number => randomInt(1 << 24) / (1 << 24);

export class Captchas {
  private readonly waiting = new Map<string, { text: string; until: number; served: boolean }>();

  /** The id of a new one. The oldest make room where somebody asks for thousands. */
  open(now: number): string {
    this.forget(now);
    const id = randomUUID();
    const text = Array.from({ length }, () => characters[randomInt(characters.length)]).join('');
    this.waiting.set(id, { text, until: now + livesMs, served: false });
    return id;
  }

  /** What the picture shows; null when it is answered or too old. */
  text(id: string, now: number): string | null {
    const found = this.waiting.get(id);
    return found && found.until > now ? found.text : null;
  }

  /** Null when it was served before, is answered or too old. */
  picture(id: string, now: number): Buffer | null {
    const found = this.waiting.get(id);
    if (!found || found.served || found.until <= now) return null;
    this.waiting.set(id, { ...found, served: true });
    return picture(found.text, chance);
  }

  /** Uses it up, right or wrong. */
  answer({ id, text }: CaptchaAnswer, now: number): boolean {
    const right = this.text(id, now);
    this.waiting.delete(id);
    return right !== null && right === text.trim().toUpperCase();
  }

  private forget(now: number): void {
    for (const [id, { until }] of this.waiting) {
      if (until > now && this.waiting.size < most) return;
      this.waiting.delete(id);
    }
  }
}
