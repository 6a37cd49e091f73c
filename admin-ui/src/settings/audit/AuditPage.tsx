import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../services';
import { useLabels, useSchema } from '../../kit/use-schema';
import { useWords } from '../../i18n/use-words';
import { dateTime } from '../../lib/format';
import { RestError } from '../../providers/strapi/http';
import { Card, Sentence } from '../../kit/card';
import { actorWords, acts, actWords, detailWords } from './act-words';

const columns = ['n', 'at', 'actor', 'act', 'target', 'details'] as const;
const code = (error: unknown): string => (error instanceof RestError ? error.code : 'internal');

/** `/settings/audit`: who did what to the security of this tenant, and whether the chain still hangs together. */
export default function AuditPage() {
  const { auditLog } = useServices();
  const [act, setAct] = useState('');
  const state = useSchema();
  const say = useLabels();
  const t = useWords();
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['audit', act],
    queryFn: ({ pageParam }) => auditLog.page(act, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData, // the table stands until the other one is there
  });
  const chain = useMutation({ mutationFn: () => auditLog.verify() });
  const typeOf = (name: string) => (state.kind === 'here' ? state.types.get(name) : undefined);
  const typeLabel = (name: string): string | undefined => {
    const type = typeOf(name);
    return type && say(type.label);
  };
  const fieldLabel = (entry: string, path: string): string | undefined => {
    const field = typeOf(entry.split('.')[0] ?? '')?.fields.find((one) => one.path === path);
    return field && say(field.label);
  };
  const rows = data?.pages.flatMap((page) => page.data) ?? [];
  const verdict = chain.data;
  return (
    <Box data-testid="audit" sx={{ p: 1.5, display: 'grid', gap: 1.5 }}>
      <Box>
        <Box component="h1" sx={{ m: 0, fontSize: 16 }}>
          {t('audit.title')}
        </Box>
        <Box sx={{ color: 'text.secondary' }}>{t('audit.consequence')}</Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
        <TextField
          select
          label={t('audit.filter')}
          value={act}
          onChange={(e) => setAct(e.target.value)}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          sx={{ width: 200, m: 0 }}
        >
          <MenuItem value="">{t('audit.any')}</MenuItem>
          {acts.map((one) => (
            <MenuItem key={one} value={one}>
              {actWords(one, t, typeLabel)}
            </MenuItem>
          ))}
        </TextField>
        <Button onClick={() => chain.mutate()} aria-busy={chain.isPending}>
          {t('audit.verify')}
        </Button>
        {verdict && (
          <Box role="status" data-testid="audit-verdict" sx={{ color: verdict.broken === null ? 'success.main' : 'error.main' }}>
            {verdict.broken === null ? t('audit.intact', { entries: verdict.entries }) : t('audit.broken', { n: verdict.broken })}
          </Box>
        )}
        {chain.error && <Sentence alert>{t(`refusal.${code(chain.error)}`)}</Sentence>}
      </Box>
      <Card
        title={t('audit.title')}
        extra={
          <Button size="small" onClick={() => void refetch()}>
            {t('audit.refresh')}
          </Button>
        }
      >
        {error && <Sentence alert>{t(`refusal.${code(error)}`)}</Sentence>}
        {data && rows.length === 0 && <Sentence>{t('audit.none')}</Sentence>}
        {rows.length > 0 && (
          <Table size="small" sx={{ '& td': { verticalAlign: 'top' } }}>
            <TableHead>
              <TableRow>
                {columns.map((column) => (
                  <TableCell key={column}>{t(`audit.column.${column}`)}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.n}>
                  <TableCell>{row.n}</TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{dateTime(row.at, Date.now())}</TableCell>
                  <TableCell>{actorWords(row.actor, t)}</TableCell>
                  <TableCell>{actWords(row.act, t, typeLabel)}</TableCell>
                  <TableCell sx={{ overflowWrap: 'anywhere' }}>{row.target}</TableCell>
                  <TableCell sx={{ color: 'text.secondary', overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
                    {detailWords(row.details, t, (path) => fieldLabel(row.act, path))}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
        {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('audit.more')}</Button>}
      </Card>
    </Box>
  );
}
