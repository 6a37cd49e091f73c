import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { RecordReply } from '@zuoxi/contracts';
import { numberWords } from '../kit/calls/number-words';
import { useWords } from '../i18n/use-words';
import { clock, timeOfDay } from '../lib/format';

const columns = ['party', 'name', 'startedAt', 'ringingAt', 'answeredAt', 'endedAt', 'talk', 'ending'] as const;

/** CDR-07 */
export function Legs({ legs }: { legs: RecordReply['legs'] }) {
  const t = useWords();
  const at = (time: number | null): string => (time === null ? '–' : timeOfDay(time));
  return (
    <Table size="small" data-testid="legs">
      <TableHead>
        <TableRow>
          {columns.map((column) => (
            <TableCell key={column}>{t(`leg.${column}`)}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {legs.map((leg, i) => (
          <TableRow key={i}>
            <TableCell>{t(`party.${leg.kind}`)}</TableCell>
            <TableCell>{numberWords(t, leg.name)}</TableCell>
            <TableCell>{at(leg.startedAt)}</TableCell>
            <TableCell>{at(leg.ringingAt)}</TableCell>
            <TableCell>{at(leg.answeredAt)}</TableCell>
            <TableCell>{at(leg.endedAt)}</TableCell>
            <TableCell>{leg.answeredAt === null ? '–' : clock(leg.endedAt - leg.answeredAt)}</TableCell>
            <TableCell>
              {t(`ending.owner.${leg.ending.owner}`)} · {t(`ending.cause.${leg.ending.cause}`)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
