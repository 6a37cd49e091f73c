import NotificationsOutlined from '@mui/icons-material/NotificationsOutlined';
import Box from '@mui/material/Box';
import { lazy, Suspense, useRef, useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { BarButton } from '../frame/BarButton';
import { useUnseen } from './use-reminders';

const Reminders = lazy(() => import('./Reminders'));
const most = 99;

/** MSG-02: always there and never off. The figure lies over its corner and moves nothing. */
export function Bell() {
  const t = useWords();
  const unseen = useUnseen();
  const place = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <Box ref={place} sx={{ position: 'relative', display: 'flex', flex: 'none' }}>
      <BarButton
        label={unseen > 0 ? t('reminders.unseen', { n: unseen }) : t('reminders.title')}
        testId="bell"
        expanded={open}
        onPress={() => setOpen(true)}
      >
        <NotificationsOutlined fontSize="small" />
      </BarButton>
      {unseen > 0 && (
        <Box
          aria-hidden
          data-testid="bell-count"
          sx={{
            position: 'absolute',
            top: 2,
            right: 2,
            minWidth: 16,
            px: '3px',
            height: 16,
            borderRadius: 8,
            bgcolor: 'error.main',
            color: (theme) => theme.zuoxi.onDanger,
            fontSize: 11,
            lineHeight: '16px',
            textAlign: 'center',
            pointerEvents: 'none',
          }}
        >
          {unseen > most ? `${most}+` : unseen}
        </Box>
      )}
      {open && (
        <Suspense>
          <Reminders anchor={place.current} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Box>
  );
}
