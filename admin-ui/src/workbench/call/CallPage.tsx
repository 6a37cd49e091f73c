import Box from '@mui/material/Box';
import { useLive } from '../../app/services';
import { RecordDetail } from '../../records/RecordDetail';
import { PluginSlot } from '../../plugins/PluginSlot';
import { LiveCall } from './LiveCall';

/** A call's tab: what is going on while it lasts, its record afterwards. */
export function CallPage({ id }: { id: string }) {
  const call = useLive((s) => (s.view?.call?.id === id && s.view.call.ending === null ? s.view.call : null));
  return (
    <Box sx={{ p: 1.5, display: 'grid', gap: 1.5 }}>
      {call ? <LiveCall /> : <RecordDetail id={id} />}
      {call && <PluginSlot at="pop" call={call} />}
    </Box>
  );
}
