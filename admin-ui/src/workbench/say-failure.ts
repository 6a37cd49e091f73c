import { CommandFailed } from '../providers/live/command-failed';
import type { Toasts } from './toasts';

/** Runs what a person asked for; what goes wrong becomes a sentence. Anything that is no CommandFailed is a fault of ours and is thrown on. */
export async function attempt(toasts: Toasts, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    toasts.say(`error.${error.code}`);
  }
}
