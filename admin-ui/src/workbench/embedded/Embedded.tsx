import Box from '@mui/material/Box';
import type { CallView, EmbeddedPage } from '@zuoxi/contracts';
import { useState } from 'react';
import { useLive } from '../../kit/services';
import { factsOf, filled, sandboxOf } from './template';

/** The call whose fields are shown: the one at hand, afterwards still the last one, so that nothing is torn from the person's hands at hang-up. */
function useLastCall(given: CallView | undefined): CallView | null {
  const now = useLive((s) => s.view?.call ?? null);
  const [last, setLast] = useState(now);
  const call = given ?? now ?? last;
  if (call && call.id !== last?.id) setLast(call);
  return call;
}

/**
 * Somebody else's page in a frame of its own: it reaches neither our page nor the microphone, and cannot take us to another address.
 * It is loaded anew only when its address changes.
 */
export function Embedded({ page, call, height }: { page: EmbeddedPage; call?: CallView; height: number | '100%' }) {
  const view = useLive((s) => s.view);
  const url = filled(page.url, factsOf(view, useLastCall(call)));
  if (!view) return null;
  return (
    <Box
      component="iframe"
      title={page.label}
      src={url}
      sandbox={sandboxOf(url, window.location.origin)}
      referrerPolicy="no-referrer"
      allow=""
      sx={{ display: 'block', width: '100%', height, border: 0, bgcolor: '#fff' }}
    />
  );
}
