import type { FieldIssue } from '@zuoxi/contracts';
import { useState } from 'react';
import { RestError } from '../../providers/strapi/http';

/** What went wrong, as a key of words, with the seconds to wait and what a new password lacks where the server said so. */
export type Trouble = { words: string; wait?: number; issues?: readonly FieldIssue[] };

export const troubleOf = (error: unknown): Trouble => {
  if (!(error instanceof RestError)) return { words: 'login.failed.internal' };
  const { wait, issues } = error.said;
  const counted = error.code === 'tooSoon' && wait !== undefined && wait <= 90; // the button counts down
  return {
    words: `login.failed.${error.code}`,
    ...(wait !== undefined && !counted && { wait }),
    ...(error.code === 'weakPassword' && issues && { issues }),
  };
};

/** One thing at a time: busy while it is under way, and why it failed. Answers whether it was done. */
export function useStep(first: Trouble | null = null) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(first);
  const run = async (work: () => Promise<void>, failed: (error: unknown) => void = () => undefined): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      await work();
    } catch (error) {
      setTrouble(troubleOf(error));
      failed(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, trouble, run };
}
