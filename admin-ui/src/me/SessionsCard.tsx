import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnSession } from '@zuoxi/contracts';
import { useRef } from 'react';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { dateTime } from '../lib/format';
import { RestError } from '../providers/strapi/http';
import { Card, Sentence } from '../kit/card';

const key = ['own-sessions'] as const;
const everyMs = 60_000; // what is seen is noted to the minute
const columns = ['browser', 'address', 'since', 'seen'] as const;

function Row({ session, end }: { session: OwnSession; end: () => void }) {
  const t = useWords();
  const { here, since, seen, address, browser } = session;
  const name = browser ?? t('me.sessions.unknown');
  return (
    <TableRow data-testid={here ? 'session-here' : 'session-elsewhere'}>
      <TableCell>
        {name} {here && <Chip size="small" color="primary" variant="outlined" label={t('me.sessions.here')} sx={{ ml: 0.5 }} />}
      </TableCell>
      <TableCell>{address ?? '–'}</TableCell>
      <TableCell>{dateTime(since, Date.now())}</TableCell>
      <TableCell>{seen === null ? '–' : dateTime(seen, Date.now())}</TableCell>
      <TableCell align="right">
        {!here && (
          <Button size="small" aria-label={t('me.sessions.endNamed', { name, address: address ?? '' })} onClick={end}>
            {t('me.sessions.end')}
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}

/** Where one's account is logged in; what is not one's own doing is ended here. */
export function SessionsCard() {
  const { account } = useServices();
  const client = useQueryClient();
  const said = useRef<HTMLDivElement>(null);
  const t = useWords();
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => account.sessions(signal),
    retry: false,
    refetchInterval: everyMs,
  });
  const ending = useMutation({
    mutationFn: (id: string | null) => (id === null ? account.endOtherSessions() : account.endSession(id)),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: key });
      said.current?.focus(); // the button that was pressed is gone with its row
    },
  });
  const others = data?.data.filter(({ here }) => !here).length ?? 0;
  const failed = ending.error ?? error;
  const words = (): string => {
    if (failed) return t(`refusal.${failed instanceof RestError ? failed.code : 'internal'}`);
    if (ending.isSuccess) return t('me.sessions.ended');
    return data ? t('me.sessions.help', { idle: data.idleHours, hours: data.hours }) : t('ra.page.loading');
  };
  return (
    <Card
      title={t('me.sessions.title')}
      testId="me-sessions"
      extra={
        others > 0 && (
          <Button size="small" data-testid="end-other-sessions" onClick={() => ending.mutate(null)}>
            {t('me.sessions.endOthers')}
          </Button>
        )
      }
    >
      <Box ref={said} tabIndex={-1} role={failed ? 'alert' : 'status'} sx={{ outline: 'none' }}>
        <Sentence>{words()}</Sentence>
      </Box>
      {data && (
        <Box sx={{ overflowX: 'auto' }}>
          <Table size="small" aria-label={t('me.sessions.title')}>
            <TableHead>
              <TableRow>
                {columns.map((column) => (
                  <TableCell key={column}>{t(`me.sessions.column.${column}`)}</TableCell>
                ))}
                <TableCell align="right">{t('me.sessions.column.act')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {data.data.map((session) => (
                <Row key={session.id} session={session} end={() => ending.mutate(session.id)} />
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
    </Card>
  );
}
