import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { RestError } from '../../providers/strapi/http';

/** One sending at a time; a refusal becomes a sentence. */
export function useSending(): { wrong: string | null; busy: boolean; send: (work: () => Promise<void>) => void } {
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const t = useWords();
  const send = (work: () => Promise<void>): void => {
    setBusy(true);
    setWrong(null);
    work()
      .catch((e: unknown) => setWrong(t(`refusal.${e instanceof RestError ? e.code : 'internal'}`)))
      .finally(() => setBusy(false));
  };
  return { wrong, busy, send };
}
