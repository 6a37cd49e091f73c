import { Suspense, useState, type ReactNode } from 'react';

/** What is within is loaded when it is first wanted, and stays: what closes slowly, or was typed, is still there. */
export function WhenWanted({ wanted, children }: { wanted: boolean; children: ReactNode }) {
  const [was, setWas] = useState(wanted);
  if (wanted && !was) setWas(true);
  return was && <Suspense>{children}</Suspense>;
}
