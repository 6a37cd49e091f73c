import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { OutboxRow, Providers } from '@zuoxi/contracts';
import { useCallback, useEffect, useState } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { dateTime } from '../../lib/format';
import { RestError } from '../../providers/strapi/http';
import { Card, Sentence } from '../../kit/card';
import { ProviderForm } from './ProviderForm';

const columns = ['at', 'channel', 'purpose', 'to', 'text', 'state'] as const;
type List = { rows: OutboxRow[]; next: number | null };

/** `/settings/outbox`: how messages leave, and which did. */
export default function OutboxPage() {
  const { messages } = useServices();
  const [providers, setProviders] = useState<Providers | null>(null);
  const [list, setList] = useState<List | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const t = useWords();

  const load = useCallback(
    async (before: List | null): Promise<void> => {
      try {
        const { data, next } = await messages.outbox(before?.next ?? null);
        setList({ rows: [...(before?.rows ?? []), ...data], next });
        setProviders(await messages.providers());
        setFailed(null);
      } catch (error) {
        setFailed(error instanceof RestError ? error.code : 'internal');
      }
    },
    [messages],
  );
  useEffect(() => void load(null), [load]);

  if (failed)
    return (
      <Box sx={{ p: 1.5 }}>
        <Sentence alert>{t(`refusal.${failed}`)}</Sentence>
      </Box>
    );
  return (
    <Box data-testid="outbox" sx={{ p: 1.5, display: 'grid', gap: 1.5 }}>
      <Box>
        <Box component="h1" sx={{ m: 0, fontSize: 16 }}>
          {t('outbox.title')}
        </Box>
        <Box sx={{ color: 'text.secondary' }}>{t('outbox.consequence')}</Box>
      </Box>
      {providers && (
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(380px, 1fr))', alignItems: 'start' }}>
          <ProviderForm channel="sms" provider={providers.sms} messages={messages} changed={() => void load(null)} />
          <ProviderForm channel="email" provider={providers.email} messages={messages} changed={() => void load(null)} />
        </Box>
      )}
      <Card
        title={t('outbox.list')}
        extra={
          <Button size="small" onClick={() => void load(null)}>
            {t('outbox.refresh')}
          </Button>
        }
      >
        {list?.rows.length === 0 && <Sentence>{t('outbox.none')}</Sentence>}
        {list && list.rows.length > 0 && (
          <Table size="small" sx={{ '& td': { verticalAlign: 'top' } }}>
            <TableHead>
              <TableRow>
                {columns.map((column) => (
                  <TableCell key={column}>{t(`outbox.column.${column}`)}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {list.rows.map((row) => (
                <TableRow key={row.id}>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{dateTime(row.at, Date.now())}</TableCell>
                  <TableCell>{t(`outbox.channel.${row.channel}`)}</TableCell>
                  <TableCell>{t(`outbox.purpose.${row.purpose}`)}</TableCell>
                  <TableCell>{row.to}</TableCell>
                  <TableCell sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{row.text}</TableCell>
                  <TableCell sx={{ color: row.state === 'failed' ? 'error.main' : undefined, overflowWrap: 'anywhere' }}>
                    {t(`outbox.state.${row.state}`)} {row.trouble}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
        {list?.next !== null && list !== null && <Button onClick={() => void load(list)}>{t('outbox.more')}</Button>}
      </Card>
    </Box>
  );
}
