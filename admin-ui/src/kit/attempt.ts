import { useCallback } from 'react';
import { CommandFailed } from '../providers/live/command-failed';
import { RestError } from '../providers/strapi/http';
import { useServices } from './services';
import type { Toasts } from './toasts';

/** Runs what a person asked for; what a plane refuses becomes a sentence. Anything else is a fault of ours and is thrown on. */
export async function attempt(toasts: Pick<Toasts, 'say'>, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof CommandFailed) return toasts.say(`error.${error.code}`);
    if (error instanceof RestError) return toasts.say(`refusal.${error.code}`);
    throw error;
  }
}

/** Runs a command; a refusal becomes a toast. */
export function useAttempt(): (act: () => Promise<unknown>) => void {
  const { toasts } = useServices();
  return useCallback((act) => void attempt(toasts, act), [toasts]);
}
