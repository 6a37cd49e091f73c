import { useCallback } from 'react';
import { useServices } from './services';
import { attempt } from './say-failure';

/** Runs a command; a refusal becomes a toast. */
export function useAttempt(): (act: () => Promise<unknown>) => void {
  const { toasts } = useServices();
  return useCallback((act) => void attempt(toasts, act), [toasts]);
}
