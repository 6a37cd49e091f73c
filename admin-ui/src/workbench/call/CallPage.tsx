import Box from '@mui/material/Box';
import { useLive } from '../../app/services';
import { RecordDetail } from '../../records/RecordDetail';
import { LiveCall } from './LiveCall';

/** A call's tab: what is going on while it lasts, its record afterwards. */
export function CallPage({ id }: { id: string }) {
  const running = useLive((s) => s.view?.call?.id === id && s.view.call.ending === null);
  return <Box sx={{ p: 1.5 }}>{running ? <LiveCall /> : <RecordDetail id={id} />}</Box>;
}
