import HeadsetMicOutlined from '@mui/icons-material/HeadsetMicOutlined';
import HistoryOutlined from '@mui/icons-material/HistoryOutlined';
import PhoneMissedOutlined from '@mui/icons-material/PhoneMissedOutlined';
import Box from '@mui/material/Box';
import type { SvgIconComponent } from '@mui/icons-material';
import { useServices } from '../../app/services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { menu } from './pages';

const items: Readonly<Record<(typeof menu)[number], { icon: SvgIconComponent; label: string }>> = {
  '/': { icon: HeadsetMicOutlined, label: 'page.home' },
  '/calls': { icon: HistoryOutlined, label: 'page.records' },
  '/missed': { icon: PhoneMissedOutlined, label: 'page.missed' },
};

export function LeftMenu() {
  const { tabs } = useServices();
  const { active } = useStore(tabs.state);
  const t = useWords();
  return (
    <Box
      component="nav"
      aria-label={t('frame.menu')}
      sx={{ gridArea: 'menu', bgcolor: 'background.paper', borderRight: 1, borderColor: 'divider', pt: 1 }}
    >
      {menu.map((path) => {
        const { icon: Icon, label } = items[path];
        const on = path === active;
        return (
          <Box
            key={path}
            component="a"
            href={path}
            aria-current={on ? 'page' : undefined}
            onClick={(e: React.MouseEvent) => {
              if (e.ctrlKey || e.metaKey || e.shiftKey) return;
              e.preventDefault();
              tabs.open(path);
            }}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              height: 36,
              px: 1.5,
              color: on ? 'primary.main' : 'text.primary',
              bgcolor: on ? (theme) => theme.zuoxi.raised : 'transparent',
              fontWeight: on ? 600 : 400,
              textDecoration: 'none',
              '&:hover': { bgcolor: (theme) => theme.zuoxi.raised },
            }}
          >
            <Icon sx={{ fontSize: 18 }} />
            {t(label)}
          </Box>
        );
      })}
    </Box>
  );
}
