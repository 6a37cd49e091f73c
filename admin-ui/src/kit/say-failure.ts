import { RestError } from '../providers/strapi/http';
import { CommandFailed } from '../providers/live/command-failed';
import type { Toasts } from './toasts';

/** Runs what a person asked for; what a plane refuses becomes a sentence. Anything else is a fault of ours and is thrown on. */
export async function attempt(toasts: Toasts, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof CommandFailed) return toasts.say(`error.${error.code}`);
    if (error instanceof RestError) return toasts.say(`refusal.${error.code}`);
    throw error;
  }
}
