import UploadOutlined from '@mui/icons-material/UploadOutlined';
import Button from '@mui/material/Button';
import type { TypeSchema } from '@zuoxi/contracts';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { useSchema } from '../../kit/use-schema';
import { mayImport } from './importable';

const ImportDialog = lazy(() => import('./ImportDialog'));

/** For roles that make rows of the type and may import. */
export function ImportButton({ type }: { type: TypeSchema }) {
  const state = useSchema();
  const t = useWords();
  const [open, setOpen] = useState<boolean | null>(null);
  if (state.kind !== 'here' || !state.schema.actions.includes('import') || !mayImport(type, state.types)) return null;
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<UploadOutlined />}
        data-testid="import"
        onClick={() => setOpen(true)}
        sx={{ height: 32 }}
      >
        {t('importing.open')}
      </Button>
      {open !== null && (
        <Suspense>
          <ImportDialog type={type} types={state.types} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
