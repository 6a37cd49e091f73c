import { ZodError } from 'zod';

/** What a person can read and mend: one line, what is wrong and how to change it. */
export class Trouble extends Error {}

/** The system's word for a failure (ENOSPC, EACCES, …); empty where it has none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** The lines to print for a failure: a Trouble is its own line, wrong settings are one line each, anything else keeps its stack. */
export function explain(error: unknown): string {
  if (error instanceof Trouble) return error.message;
  if (error instanceof ZodError)
    return error.issues
      .map((i) => `${i.path.join('.') || 'settings'}: ${i.message}. README, "Settings", says what it may be.`)
      .join('\n');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Runs a command's main function: a failure prints its lines and sets the exit code. */
export function main(work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}
