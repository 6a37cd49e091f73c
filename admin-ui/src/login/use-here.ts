import { useEffect } from 'react';
import { useServices } from './services';

/** The record plane forgets a workbench after two and a half minutes of silence. */
const everyMs = 45_000;

/** While a workbench is open, the record plane knows it (LOG-04): a second login is told of it. */
export function useHere(open: boolean): void {
  const { accounts } = useServices();
  useEffect(() => {
    if (!open) return;
    void accounts.here();
    const beat = setInterval(() => void accounts.here(), everyMs);
    return () => clearInterval(beat);
  }, [open, accounts]);
}
