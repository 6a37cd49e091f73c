/** What no field alone can say of a flow: that its steps lead somewhere, and once. */
import { z } from 'zod';

const text = z.string().nullish();
const Key = z.looseObject({ key: text, goesTo: text });
const Step = z.looseObject({ name: text, text, audio: z.unknown(), keys: z.array(Key).nullish() });
const Steps = z.array(Step);

export type FlowIssue = { path: (string | number)[]; code: 'required' | 'taken' | 'unknownName'; limit?: string };

const repeats = (names: readonly unknown[], at: number): boolean => names.indexOf(names[at]) < at;
const empty = (value: unknown): boolean => value === null || value === undefined || value === '';
/** As Strapi gives files: an id, a list of them, or an order to connect some. */
const noFile = (audio: unknown): boolean => empty(audio) || (Array.isArray(audio) && audio.length === 0);

/** `given`: the steps as somebody wants to write them; what is no list of steps is for Strapi to refuse. */
export function checkSteps(given: unknown): FlowIssue[] {
  const read = Steps.safeParse(given ?? []);
  if (!read.success) return [];
  const steps = read.data;
  if (steps.length === 0) return [{ path: ['steps'], code: 'required' }];
  const names = steps.map(({ name }) => name);
  return steps.flatMap((step, at) => {
    const keys = step.keys ?? [];
    const pressed = keys.map(({ key }) => key);
    const issues: FlowIssue[] = [];
    if (repeats(names, at)) issues.push({ path: ['steps', at, 'name'], code: 'taken' });
    if (empty(step.text?.trim()) && noFile(step.audio)) issues.push({ path: ['steps', at, 'text'], code: 'required' });
    keys.forEach(({ goesTo }, i) => {
      if (repeats(pressed, i)) issues.push({ path: ['steps', at, 'keys', i, 'key'], code: 'taken' });
      if (goesTo && !names.includes(goesTo))
        issues.push({ path: ['steps', at, 'keys', i, 'goesTo'], code: 'unknownName', limit: goesTo });
    });
    return issues;
  });
}
