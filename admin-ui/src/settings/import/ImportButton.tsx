import UploadOutlined from '@mui/icons-material/UploadOutlined';
import Button from '@mui/material/Button';
import type { TypeSchema } from '@zuoxi/contracts';
import { lazy, Suspense, useState } from 'react';
import { useSchema } from '../../generated/use-schema';
import { useWords } from '../../i18n/use-words';

const ImportDialog = lazy(() => import('./ImportDialog'));

/** For roles that make accounts and may import. */
export default function ImportButton({ type }: { type: TypeSchema }) {
  const state = useSchema();
  const t = useWords();
  const [open, setOpen] = useState<boolean | null>(null);
  if (!type.may.create || state.kind !== 'here' || !state.schema.actions.includes('import')) return null;
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
          <ImportDialog type={type} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
