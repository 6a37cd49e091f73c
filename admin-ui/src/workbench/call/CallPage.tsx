import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useLive } from '../../kit/services';
import { Card } from '../../kit/card';
import { Embedded } from '../embedded/Embedded';
import { useEmbedded } from '../embedded/use-embedded';
import { CallPanels } from '../../kit/slots/PluginSlot';
import { LiveCall } from './LiveCall';

const popHeight = 420;

/** A call's tab: what is going on while it lasts, its record afterwards. */
export function CallPage({ id, record }: { id: string; record: ReactNode }) {
  const call = useLive((s) => (s.view?.call?.id === id && s.view.call.ending === null ? s.view.call : null));
  const pages = useEmbedded('pop');
  return (
    <Box sx={{ p: 1.5, display: 'grid', gap: 1.5 }}>
      {call ? <LiveCall /> : record}
      {call &&
        pages.map((page) => (
          <Card key={page.id} title={page.label}>
            <Embedded page={page} call={call} height={popHeight} />
          </Card>
        ))}
      {call && <CallPanels call={call} />}
    </Box>
  );
}
