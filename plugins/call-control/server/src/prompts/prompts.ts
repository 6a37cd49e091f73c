/** Sees to it that every prompt of a flow lies in the sounds folder. Made one after another, beside everything else. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSource, spokenSource, writePrompt } from './make';
import type { Prompt } from './prompt';

/** A disk that was full, a file that was not there yet: asked again after so long. */
const againMs = 600_000;

type Options = {
  sounds: string;
  /** works with an uploaded file of that enterprise; false: there is none */
  withFile: (id: string, tenant: number, work: (path: string) => Promise<void>) => Promise<boolean>;
  /** all that were being made are there, or cannot be made */
  made: () => void;
};

export class Prompts {
  private readonly making = new Map<string, Prompt>();
  private readonly failed = new Map<string, { why: string; at: number }>();
  private work: Promise<void> | null = null;
  private stopped = false;

  constructor(private readonly options: Options) {}

  /** Which sounds are being made, and which could not be, as sentences. What is not there yet is begun. */
  async look(prompts: readonly Prompt[]): Promise<{ making: ReadonlySet<string>; troubles: string[] }> {
    const troubles: string[] = [];
    for (const prompt of prompts) {
      const failed = this.failed.get(prompt.sound);
      if (await this.isThere(prompt)) this.failed.delete(prompt.sound);
      else if (!failed || failed.at + againMs < Date.now()) this.making.set(prompt.sound, prompt);
      if (failed && this.failed.has(prompt.sound)) troubles.push(`${prompt.of}: no sound: ${failed.why}`);
    }
    // one that was tried before holds nobody up while it is tried again
    const making = new Set([...this.making.keys()].filter((sound) => !this.failed.has(sound)));
    if (this.making.size) this.work ??= this.makeAll();
    return { making, troubles };
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.work;
  }

  private pathOf({ sound }: Prompt): string {
    return join(this.options.sounds, `${sound}.wav`);
  }

  private isThere(prompt: Prompt): Promise<boolean> {
    return access(this.pathOf(prompt)).then(
      () => true,
      () => false,
    );
  }

  private async makeAll(): Promise<void> {
    for (let next = this.first(); next && !this.stopped; next = this.first()) {
      try {
        await this.make(next);
        this.failed.delete(next.sound);
      } catch (error) {
        this.failed.set(next.sound, { why: error instanceof Error ? error.message : String(error), at: Date.now() });
      }
      this.making.delete(next.sound);
    }
    this.work = null;
    if (!this.stopped) this.options.made();
  }

  private first(): Prompt | undefined {
    return this.making.values().next().value;
  }

  private async make(prompt: Prompt): Promise<void> {
    const { from } = prompt;
    if ('text' in from) return writePrompt(this.pathOf(prompt), await spokenSource(from.text, from.language));
    const made = await this.options.withFile(from.file, from.tenant, (path) =>
      writePrompt(this.pathOf(prompt), fileSource(path)),
    );
    if (!made) throw new Error('the uploaded file is gone');
  }
}
