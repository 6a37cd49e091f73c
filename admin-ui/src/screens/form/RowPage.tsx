import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DataRow, TypeSchema } from '@zuoxi/contracts';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { PluginSlot } from '../../kit/slots/PluginSlot';
import { RestError } from '../../providers/strapi/http';
import { Sentence } from '../../kit/card';
import { valueAt } from '../value-at';
import { rowPath } from '../../kit/pages';
import { FreshRows } from '../../kit/fresh';
import { useLayers } from '../save-view';
import { useSchema } from '../../kit/use-schema';
import { ConfirmDelete } from '../../kit/ConfirmDelete';
import { RowForm } from './RowForm';

const FormDesign = lazy(() => import('../design/FormDesign'));

function Row({ type, id, path }: { type: TypeSchema; id: string | null; path: string }) {
  const { platform, tabs } = useServices();
  const client = useQueryClient();
  const t = useWords();
  const layers = useLayers();
  const [asking, setAsking] = useState(false);
  const [designing, setDesigning] = useState(false);
  const {
    data: row,
    error,
    refetch,
  } = useQuery({
    queryKey: [type.name, 'getOne', { id }],
    queryFn: ({ signal }) => platform.client.one(type.name, id ?? '', signal),
    enabled: id !== null,
    retry: (tries, e) => e instanceof RestError && e.code === 'away' && tries < 20,
    retryDelay: 2000,
  });
  const title = row ? valueAt(row, type.title) : null;
  useEffect(() => {
    if (typeof title === 'string' && title !== '') tabs.name(path, title);
  }, [tabs, path, title]);
  const saved = (next: DataRow): void => {
    client.setQueryData([type.name, 'getOne', { id: next.id }], next);
    void client.invalidateQueries({ queryKey: [type.name, 'getList'] });
    if (id === null) tabs.become(path, rowPath(type.name, next.id));
  };
  const save = async (values: Record<string, unknown>): Promise<void> => {
    if (id === null) saved(await platform.client.create(type.name, values));
    else if (Object.keys(values).length > 0) saved(await platform.client.update(type.name, id, values));
  };
  const remove = async (): Promise<void> => {
    setAsking(false);
    await platform.client.remove(type.name, id ?? '');
    void client.invalidateQueries({ queryKey: [type.name] });
    tabs.close(path);
  };
  if (error)
    return (
      <Sentence alert>
        {t(`refusal.${error instanceof RestError ? error.code : 'internal'}`)}{' '}
        <Button onClick={() => void refetch()}>{t('action.retry')}</Button>
      </Sentence>
    );
  if (id !== null && !row) return <Sentence>{t('ra.page.loading')}</Sentence>;
  return (
    <>
      <FreshRows type={type.name} />
      <RowForm
        type={type}
        row={row ?? null}
        path={path}
        onSave={save}
        extra={
          <>
            {layers.includes('tenant') && (
              <Button onClick={() => setDesigning(true)} data-testid="design-form">
                {t('screens.designForm')}
              </Button>
            )}
            {row && (row.may?.delete ?? type.may.delete !== 'none') && (
              <Button color="error" startIcon={<DeleteIcon />} onClick={() => setAsking(true)} data-testid="delete">
                {t('screens.delete')}
              </Button>
            )}
          </>
        }
      />
      {row && <PluginSlot at="row" facts={{ type: type.name, row }} />}
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
