import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useListContext } from 'react-admin';
import type { BulkBody, DataRow, TypeSchema } from '@zuoxi/contracts';
import { lazy, Suspense, useState } from 'react';
import { ActionButtons } from '../../kit/slots/ActionButtons';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { RestError } from '../../providers/strapi/http';
import { ConfirmDelete } from '../../kit/ConfirmDelete';

const BulkEdit = lazy(() => import('./BulkEdit'));

/** WB-16: what is done to all ticked rows. Rows that could not be done stay ticked, and the reason is said. */
export function BulkBar({ type }: { type: TypeSchema }) {
  const { selectedIds, onSelect, onUnselectItems } = useListContext<DataRow>();
  const { platform, toasts } = useServices();
  const client = useQueryClient();
  const t = useWords();
  const [asking, setAsking] = useState<'update' | 'delete' | null>(null);
  if (selectedIds.length === 0) return null;
  const ids = selectedIds.map(String);
  const run = async (body: BulkBody): Promise<void> => {
    setAsking(null);
    try {
      const { failed } = await platform.client.bulk(type.name, body);
      onSelect(failed.map(({ id }) => id));
      if (failed[0]) toasts.say('screens.bulkFailed', { n: String(failed.length), why: t(`refusal.${failed[0].code}`) });
    } catch (error) {
      toasts.say(error instanceof RestError ? `refusal.${error.code}` : 'refusal.internal');
    }
    await client.invalidateQueries({ queryKey: [type.name] });
  };
  return (
    <Box
      data-testid="bulk-bar"
      sx={{
        position: 'sticky',
        left: 0,
        top: 0,
        zIndex: 4,
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: 1.5,
        height: 40,
        bgcolor: (theme) => theme.zuoxi.raised,
      }}
    >
      <span>{t('screens.ticked', { n: ids.length })}</span>
      {type.may.update !== 'none' && (
        <Button variant="outlined" onClick={() => setAsking('update')}>
          {t('screens.bulkEdit')}
        </Button>
      )}
      {type.may.delete !== 'none' && (
        <Button variant="outlined" color="error" data-testid="bulk-delete" onClick={() => setAsking('delete')}>
          {t('screens.delete')}
        </Button>
      )}
      <ActionButtons at="ticked" type={type.name} ids={ids} />
      <Button onClick={() => onUnselectItems()}>{t('screens.untick')}</Button>
      <ConfirmDelete
        open={asking === 'delete'}
        what={t('screens.rows', { n: ids.length })}
        onClose={() => setAsking(null)}
        onDelete={() => void run({ action: 'delete', ids })}
      />
      {asking === 'update' && (
        <Suspense>
          <BulkEdit
            type={type}
            n={ids.length}
            onClose={() => setAsking(null)}
            onSave={(values) => void run({ action: 'update', ids, values })}
          />
        </Suspense>
      )}
    </Box>
  );
}
