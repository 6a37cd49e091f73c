import type { Directory } from '@zuoxi/contracts';
import type { RawParts } from './read';

/** A flow whose prompts are still being made stays as it was, or is not there yet: nobody is to hear silence in the place of a new text. */
export function heldBack(raw: RawParts, before: Directory | null, making: ReadonlySet<string>): RawParts {
  const flows = raw.flows.flatMap((part) => {
    if (!part.prompts?.some(({ sound }) => making.has(sound))) return [part];
    const value = before?.flows.find(({ id }) => id === part.key);
    return value ? [{ ...part, value }] : [];
  });
  return { ...raw, flows };
}
