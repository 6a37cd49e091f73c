import GraphicEqIcon from '@mui/icons-material/GraphicEq';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import IconButton from '@mui/material/IconButton';
import { DataTable } from 'react-admin';
import type { RecordRow } from '@zuoxi/contracts';
import type { ReactNode } from 'react';
import { useServices } from '../kit/services';
import { useWords } from '../i18n/use-words';
import { clock, dateTime } from '../lib/format';
import { callPath } from '../kit/pages';
import { CallBack } from '../kit/calls/CallBack';
import { numberWords } from '../kit/calls/number-words';
import { DownloadMessage } from './DownloadMessage';
import { TypeMark } from '../kit/calls/TypeMark';

type Column = { label: string; align?: 'right'; show: (row: RecordRow, t: (key: string) => string) => ReactNode };
const day = (at: number | null): string => (at === null ? '–' : dateTime(at, Date.now()));

const columns = {
  startedAt: { label: 'records.startedAt', show: (r) => day(r.startedAt) },
  type: { label: 'records.type.title', show: (r) => <TypeMark row={r} /> },
  number: { label: 'records.number', show: (r, t) => numberWords(t, r.number) },
  dnis: { label: 'call.dnis', show: (r) => r.dnis },
  queue: { label: 'call.queue', show: (r) => r.queue?.name ?? '–' },
  outcome: { label: 'records.outcome', show: (r, t) => t(`outcome.${r.outcome}`) },
  endedBy: { label: 'records.endedBy', show: (r, t) => t(`ending.owner.${r.ending.owner}`) },
  ringingAt: { label: 'records.ringingAt', show: (r) => day(r.ringingAt) },
  ring: { label: 'records.ring', align: 'right', show: (r) => clock(r.ringMs) },
  talk: { label: 'records.talk', align: 'right', show: (r) => clock(r.talkMs) },
  duration: { label: 'records.duration', align: 'right', show: (r) => clock(r.durationMs) },
  recording: {
    label: 'records.recording',
    show: (r, t) =>
      r.hasRecording ? <GraphicEqIcon sx={{ fontSize: 18, display: 'block' }} titleAccess={t('records.recording')} /> : '',
  },
  sender: { label: 'voicemail.sender', show: (r, t) => numberWords(t, r.number) },
  leftAt: { label: 'voicemail.at', show: (r) => day(r.startedAt) },
  length: { label: 'voicemail.length', align: 'right', show: (r) => clock(r.voicemail?.ms ?? 0) },
  file: { label: 'voicemail.file', show: (r) => r.voicemail?.file ?? '–' },
  // no handler of its own: a click reaches the row, which plays it
  listen: {
    label: 'voicemail.listen',
    show: (_, t) => (
      <IconButton size="small" color="primary" aria-label={t('voicemail.listen')} data-testid="listen" sx={{ p: 0.5 }}>
        <PlayArrowIcon sx={{ fontSize: 18 }} />
      </IconButton>
    ),
  },
  download: { label: 'voicemail.download', show: (r) => <DownloadMessage row={r} /> },
  callBack: { label: 'records.callBackTitle', show: (r) => <CallBack row={r} /> },
} satisfies Record<string, Column>;
type ColumnId = keyof typeof columns;

type RowsProps = { name: string; ids: readonly ColumnId[]; open?: (row: RecordRow) => void };

/** A row opens the call's page unless told otherwise; nothing on it sorts, because a keyset page has one order. */
function Rows({ name, ids, open }: RowsProps) {
  const { tabs } = useServices();
  const t = useWords();
  return (
    <DataTable<RecordRow>
      storeKey={`zuoxi.${name}`}
      bulkActionButtons={false}
      rowClick={(id, _resource, row) => {
        if (open) open(row);
        else tabs.open(callPath(String(id)), { title: numberWords(t, row.number) });
        return false;
      }}
      sx={{
        '& .RaDataTable-row': { height: (theme) => theme.zuoxi.rowHeight },
        '& .RaDataTable-headerCell': { position: 'sticky', top: 0 },
      }}
    >
      {ids.map((id) => {
        const { label, show, align }: Column = columns[id];
        return (
          <DataTable.Col<RecordRow>
            key={id}
            source={id}
            disableSort
            label={t(label)}
            align={align}
            render={(row) => show(row, t)}
          />
        );
      })}
    </DataTable>
  );
}

export const RecordsTable = () => (
  <Rows
    name="calls"
    ids={[
      'startedAt',
      'type',
      'number',
      'dnis',
      'queue',
      'outcome',
      'endedBy',
      'ring',
      'talk',
      'duration',
      'recording',
      'callBack',
    ]}
  />
);
/** CDR-30: ring start, ring seconds, customer number, called number, call back. */
export const MissedTable = () => (
  <Rows name="missed" ids={['ringingAt', 'number', 'dnis', 'queue', 'ring', 'outcome', 'callBack']} />
);
/** REC-11: who, when, in which queue, how long, under what name. */
export const VoicemailTable = ({ open }: { open: (row: RecordRow) => void }) => (
  <Rows name="voicemail" ids={['listen', 'sender', 'leftAt', 'queue', 'length', 'file', 'download', 'callBack']} open={open} />
);
