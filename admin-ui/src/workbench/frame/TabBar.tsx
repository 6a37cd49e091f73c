import ChevronLeftIcon from '@mui/icons-material/ChevronLeft';
import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import ClearAllIcon from '@mui/icons-material/ClearAll';
import MenuIcon from '@mui/icons-material/Menu';
import RefreshIcon from '@mui/icons-material/Refresh';
import UnfoldLessIcon from '@mui/icons-material/UnfoldLess';
import UnfoldMoreIcon from '@mui/icons-material/UnfoldMore';
import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { Bell } from '../reminders/Bell';
import { BarButton } from './BarButton';
import { CloseUnsaved } from './CloseUnsaved';
import { CurrentCallButton } from './CurrentCallButton';
import { OneTab, tabId } from './OneTab';
import { homePath } from '../../kit/pages';
import { useOverflow } from './use-overflow';
import { useTitle } from './use-title';

/** WB-03..05: the open pages, a list to jump to them, close current and all, the page anew, the call in hand, a call bar without words. */
export function TabBar() {
  const { tabs, barCompact } = useServices();
  const compact = useStore(barCompact);
  const { open, active } = useStore(tabs.state);
  const unsaved = useStore(tabs.unsaved);
  const t = useWords();
  const titleOf = useTitle();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const { ref, up, down, scroll } = useOverflow('x');
  const close = (path: string): void => (unsaved.has(path) ? setAsking(path) : tabs.close(path));
  const pick = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  const arrow = (shown: boolean, way: 1 | -1) =>
    shown && (
      <IconButton
        size="small"
        aria-label={t(way === 1 ? 'tabs.scrollOn' : 'tabs.scrollBack')}
        onClick={() => scroll(way)}
        sx={{ borderRadius: 0, px: 0.25, minWidth: 24 }}
      >
        {way === 1 ? <ChevronRightIcon fontSize="small" /> : <ChevronLeftIcon fontSize="small" />}
      </IconButton>
    );
  return (
    <Box
      component="section"
      aria-label={t('tabs.all')}
      sx={{
        gridArea: 'tabs',
        position: 'relative',
        display: 'flex',
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
        minWidth: 0,
      }}
    >
      {/* a tablist owns tabs alone (ARIA 1.2); their × stand between them */}
      <Box
        role="tablist"
        aria-label={t('tabs.all')}
        aria-owns={open.map(({ path }) => tabId(path)).join(' ')}
        sx={{ position: 'absolute', width: 1, height: 1, pointerEvents: 'none' }}
      />
      {arrow(up, -1)}
      <Box ref={ref} sx={{ display: 'flex', flex: 1, minWidth: 0, overflowX: 'auto', scrollbarWidth: 'none' }}>
        {open.map((tab) => (
          <OneTab key={tab.path} tab={tab} active={tab.path === active} unsaved={unsaved.has(tab.path)} onClose={close} />
        ))}
      </Box>
      {arrow(down, 1)}
      <BarButton label={t('tabs.refresh')} testId="refresh-page" onPress={() => tabs.refresh(active)}>
        <RefreshIcon fontSize="small" />
      </BarButton>
      <BarButton
        label={t('tabs.closeAll')}
        testId="close-all"
        whyNot={open.length < 2 ? t('tabs.onlyHome') : null}
        onPress={() => tabs.closeAll()}
      >
        <ClearAllIcon fontSize="small" />
      </BarButton>
      <CurrentCallButton />
      <BarButton
        label={t('tabs.collapseBar')}
        testId="collapse-bar"
        pressed={compact}
        onPress={() => barCompact.set((before) => !before)}
      >
        {compact ? <UnfoldMoreIcon fontSize="small" /> : <UnfoldLessIcon fontSize="small" />}
      </BarButton>
      <IconButton
        size="small"
        aria-label={t('tabs.list')}
        onClick={(e) => setAnchor(e.currentTarget)}
        sx={{ borderRadius: 0, px: 1 }}
      >
        <MenuIcon fontSize="small" />
      </IconButton>
      <Bell />
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {open.map((tab) => (
          <MenuItem key={tab.path} selected={tab.path === active} onClick={pick(() => tabs.open(tab.path))}>
            {titleOf(tab)}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem disabled={active === homePath} onClick={pick(() => close(active))}>
          {t('tabs.closeCurrent')}
        </MenuItem>
        <MenuItem disabled={open.length < 2} onClick={pick(() => tabs.closeOthers())}>
          {t('tabs.closeOthers')}
        </MenuItem>
        <MenuItem disabled={open.length < 2} onClick={pick(() => tabs.closeAll())}>
          {t('tabs.closeAll')}
        </MenuItem>
      </Menu>
      <CloseUnsaved path={asking} onDone={() => setAsking(null)} />
    </Box>
  );
}
