/** What a person may write behind `npm run call --`. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { dialable, PhoneNumber } from '@zuoxi/contracts';
import { z } from 'zod';
import { Trouble } from './trouble';

export const callUsage = `npm run call -- [--from 13800138000] [--to 4008000001] [--seconds 20] [--file question.wav]

  --from     the number that calls
  --to       the number of yours that is called
  --seconds  how long the customer talks before hanging up, 1 to 3600
  --file     a WAV file that the customer says, again and again (default: a tune)`;

const number = z.string().transform(dialable).pipe(PhoneNumber);

const Arguments = z.object({
  from: number.default('13800138000'),
  to: number.optional(),
  seconds: z.coerce.number().min(1).max(3600).default(20),
  file: z
    .string()
    .refine((f) => existsSync(f))
    .optional(),
  help: z.boolean().default(false),
});
export type CallArguments = z.infer<typeof Arguments>;

const wrong: Readonly<Record<string, (given: string) => string>> = {
  from: (given) => `--from ${given} is no phone number: digits, * and #, at most 32, with an optional + in front.`,
  to: (given) => `--to ${given} is no phone number: digits, * and #, at most 32, with an optional + in front.`,
  seconds: (given) => `--seconds ${given} must be a number from 1 to 3600.`,
  file: (given) => `--file ${given}: there is no such file.`,
};

/** Throws a Trouble that says what is wrong with which argument. */
export function readCallArguments(argv: readonly string[]): CallArguments {
  const options = {
    from: { type: 'string' },
    to: { type: 'string' },
    seconds: { type: 'string' },
    file: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({ args: [...argv], options }));
  } catch (error) {
    throw new Trouble(`${error instanceof Error ? error.message : String(error)}\n\n${callUsage}`);
  }
  const parsed = Arguments.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new Trouble(
    parsed.error.issues.map(({ path: [name] }) => wrong[String(name)]?.(String(values[String(name)])) ?? String(name)).join('\n'),
  );
}
