import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import type { DataRow } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { RestError } from '../../providers/strapi/http';
import { Card, Sentence } from '../../kit/card';
import { EnterDialog } from './EnterDialog';
import { FirstAdminDialog } from './FirstAdminDialog';

const most = 200;
const nameOf = ({ name }: DataRow): string => String(name);

/** `/settings/enterprises`: where an operator goes inside. The enterprises themselves are rows like any other. */
export default function EnterprisesPage() {
  const { platform, session } = useServices();
  const home = useStore(session)?.tenant.id;
  const [entering, setEntering] = useState<DataRow | null>(null);
  const [equipping, setEquipping] = useState<DataRow | null>(null);
  const t = useWords();
  const { data, error } = useQuery({
    queryKey: ['operator', 'enterprises'],
    queryFn: ({ signal }) =>
      platform.client.page('tenant', { filter: [], sort: { field: 'code', order: 'asc' }, limit: most }, signal),
  });
  const enterprises = data?.data.filter(({ id }) => id !== home) ?? [];
  return (
    <Box data-testid="enterprises" sx={{ p: 1.5, display: 'grid', gap: 1.5, maxWidth: 900 }}>
      <Box>
        <Box component="h1" sx={{ m: 0, fontSize: 16 }}>
          {t('settings.enterprises.title')}
        </Box>
        <Box sx={{ color: 'text.secondary' }}>{t('operator.consequence')}</Box>
      </Box>
      <Card title={t('operator.title')}>
        {error && <Sentence alert>{t(`refusal.${error instanceof RestError ? error.code : 'internal'}`)}</Sentence>}
        {data && enterprises.length === 0 && <Sentence>{t('operator.none')}</Sentence>}
        {enterprises.length > 0 && (
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{t('operator.column.code')}</TableCell>
                <TableCell>{t('operator.column.name')}</TableCell>
                <TableCell />
              </TableRow>
            </TableHead>
            <TableBody>
              {enterprises.map((row) => (
                <TableRow key={row.id}>
                  <TableCell>{String(row.code)}</TableCell>
                  <TableCell>{nameOf(row)}</TableCell>
                  <TableCell align="right">
                    <Button size="small" onClick={() => setEquipping(row)}>
                      {t('operator.admin')}
                    </Button>
                    <Button size="small" onClick={() => setEntering(row)}>
                      {t('operator.enter')}
                    </Button>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
      {entering && <EnterDialog id={entering.id} name={nameOf(entering)} onClose={() => setEntering(null)} />}
      {equipping && <FirstAdminDialog id={equipping.id} name={nameOf(equipping)} onClose={() => setEquipping(null)} />}
    </Box>
  );
}
