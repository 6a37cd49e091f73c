import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import type { TypeSchema } from '@zuoxi/contracts';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { Sentence } from '../../kit/card';
import { valueAt } from '../value-at';
import { rowPath } from '../../kit/pages';
import { OneRow } from './OneRow';
import { useRow } from './use-row';
import { useLayers } from '../save-view';
import { useSchema } from '../../kit/use-schema';
import { ConfirmDelete } from '../../kit/ConfirmDelete';

const FormDesign = lazy(() => import('../design/FormDesign'));

function Row({ type, id, path }: { type: TypeSchema; id: string | null; path: string }) {
  const { platform, tabs } = useServices();
  const client = useQueryClient();
  const t = useWords();
  const layers = useLayers();
  const [asking, setAsking] = useState(false);
  const [designing, setDesigning] = useState(false);
  const { row } = useRow(type, id);
  const title = row ? valueAt(row, type.title) : null;
  useEffect(() => {
    if (typeof title === 'string' && title !== '') tabs.name(path, title);
  }, [tabs, path, title]);
  const remove = async (): Promise<void> => {
    setAsking(false);
    await platform.client.remove(type.name, id ?? '');
    void client.invalidateQueries({ queryKey: [type.name] });
    tabs.close(path);
  };
  return (
    <>
      <OneRow
        type={type}
        id={id}
        path={path}
        onSaved={(next) => id === null && tabs.become(path, rowPath(type.name, next.id))}
        extra={(shown) => (
          <>
            {layers.includes('tenant') && (
              <Button onClick={() => setDesigning(true)} data-testid="design-form">
                {t('screens.designForm')}
              </Button>
            )}
            {shown && (shown.may?.delete ?? type.may.delete !== 'none') && (
              <Button color="error" startIcon={<DeleteIcon />} onClick={() => setAsking(true)} data-testid="delete">
                {t('screens.delete')}
              </Button>
            )}
          </>
        )}
      />
      <ConfirmDelete
        open={asking}
        what={typeof title === 'string' && title !== '' ? title : t('screens.rows', { n: 1 })}
        onClose={() => setAsking(false)}
        onDelete={() => void remove()}
      />
      {designing && (
        <Suspense>
          <FormDesign type={type} onClose={() => setDesigning(false)} />
        </Suspense>
      )}
    </>
  );
}

/** `/t/<type>/<id>` and `/t/<type>/new`: one row, read or written as the role may. */
export default function RowPage({ type: name, id, path }: { type: string; id: string | null; path: string }) {
  const state = useSchema();
  const t = useWords();
  const type = state.kind === 'here' ? state.types.get(name) : undefined;
  const says = { none: 'ra.page.loading', failed: 'screens.noSchema', here: 'screens.noType' }[state.kind];
  return (
    <Box sx={{ p: 1.5, pt: 0.5, maxWidth: 1100, display: 'grid', gap: 1.5 }}>
      {type ? <Row type={type} id={id} path={path} /> : <Sentence alert={state.kind !== 'none'}>{t(says)}</Sentence>}
    </Box>
  );
}
