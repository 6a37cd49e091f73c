import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Suspense } from 'react';
import { useServices } from '../services';
import { useStore } from '../../lib/use-store';
import { useWords } from '../../i18n/use-words';
import { Sentence } from '../../kit/card';
import { useFrame } from './parts';
import { PageGuard } from './PageGuard';

function Broken({ again }: { again: () => void }) {
  const t = useWords();
  return (
    <Box sx={{ p: 3 }}>
      <Sentence alert>{t('page.broken')}</Sentence>
      <Button variant="outlined" onClick={again}>
        {t('action.retry')}
      </Button>
    </Box>
  );
}

function Loading() {
  const t = useWords();
  return (
    <Box sx={{ p: 1.5 }}>
      <Sentence>{t('ra.page.loading')}</Sentence>
    </Box>
  );
}

/** Every open page stays alive behind the active one: what was typed, filtered and scrolled is still there. `round` grows when a page is to begin anew. */
export function Pages({ hidden }: { hidden: boolean }) {
  const { Page } = useFrame();
  const { open, active } = useStore(useServices().tabs.state);
  return open.map(({ path, round }) => (
    <Box
      key={path}
      role="tabpanel"
      id={`panel${path}`}
      aria-labelledby={`tab${path}`}
      hidden={hidden || path !== active}
      sx={{ height: '100%', overflow: 'auto', '&[hidden]': { display: 'none' } }}
    >
      <PageGuard key={round} broken={(again) => <Broken again={again} />}>
        <Suspense fallback={<Loading />}>
          <Page path={path} />
        </Suspense>
      </PageGuard>
    </Box>
  ));
}
