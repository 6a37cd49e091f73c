import KeyboardArrowDownIcon from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUpIcon from '@mui/icons-material/KeyboardArrowUp';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { iconOf } from '../../kit/icons';
import { useMenu, type MenuEntry } from './menu-sections';
import { useOverflow } from './use-overflow';
import { cut } from '../../theme/cut';

function Entry({ path, label, icon }: MenuEntry) {
  const { tabs } = useServices();
  const { active } = useStore(tabs.state);
  const Icon = iconOf(icon);
  const on = path === active;
  return (
    <Box
      component="a"
      href={path}
      title={label}
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
        height: 34,
        px: 1.5,
        color: on ? 'primary.main' : 'text.primary',
        bgcolor: on ? (theme) => theme.zuoxi.raised : 'transparent',
        fontWeight: on ? 600 : 400,
        textDecoration: 'none',
        '&:hover': { bgcolor: (theme) => theme.zuoxi.raised },
      }}
    >
      <Icon sx={{ fontSize: 18, flex: 'none' }} />
      <Box component="span" sx={cut}>
        {label}
      </Box>
    </Box>
  );
}

/** Over the entries: one that took their place would move them under a click that has begun. */
const end = { position: 'absolute', insetInline: 0, zIndex: 1, height: 20, bgcolor: 'background.paper' };

/** WB-06, WB-07, LOG-34: the pages of this role; more than the height holds scrolls, by wheel, keys, or the two buttons. */
export function LeftMenu() {
  const sections = useMenu();
  const t = useWords();
  const { ref, up, down, scroll } = useOverflow();
  return (
    <Box
      component="nav"
      aria-label={t('frame.menu')}
      sx={{
        gridArea: 'menu',
        position: 'relative',
        minWidth: 132,
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        bgcolor: 'background.paper',
        borderRight: 1,
        borderColor: 'divider',
      }}
    >
      {up && (
        <ButtonBase aria-label={t('frame.menuUp')} onClick={() => scroll(-1)} sx={{ ...end, top: 0 }}>
          <KeyboardArrowUpIcon sx={{ fontSize: 18 }} />
        </ButtonBase>
      )}
      <Box ref={ref} sx={{ flex: 1, minHeight: 0, overflow: 'auto', scrollbarWidth: 'none', scrollPaddingBlock: '20px', py: 1 }}>
        {sections.map(({ id, title, entries }) => (
          <Box key={id} component="section" aria-label={title ?? undefined} sx={{ mb: 1 }}>
            {title && <Box sx={{ px: 1.5, py: 0.5, fontSize: 12, color: 'text.secondary' }}>{title}</Box>}
            {entries.map((entry) => (
              <Entry key={entry.path} {...entry} />
            ))}
          </Box>
        ))}
      </Box>
      {down && (
        <ButtonBase aria-label={t('frame.menuDown')} onClick={() => scroll(1)} sx={{ ...end, bottom: 0 }}>
          <KeyboardArrowDownIcon sx={{ fontSize: 18 }} />
        </ButtonBase>
      )}
    </Box>
  );
}
