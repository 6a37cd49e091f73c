import CloseIcon from '@mui/icons-material/Close';
import MenuIcon from '@mui/icons-material/Menu';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useServices } from '../../app/services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { homePath, pageOf } from './pages';
import type { Tab } from './tabs';

const useTitle = (): ((tab: Tab) => string) => {
  const t = useWords();
  return ({ path, title }) => title ?? t(`page.${pageOf(path)?.kind ?? 'home'}`);
};

function OneTab({ tab, active }: { tab: Tab; active: boolean }) {
  const { tabs } = useServices();
  const t = useWords();
  const title = useTitle()(tab);
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        flex: '0 1 auto',
        minWidth: 84,
        borderRight: 1,
        borderColor: 'divider',
        bgcolor: active ? 'background.default' : 'transparent',
        boxShadow: active ? (theme) => `inset 0 2px ${theme.zuoxi.accent}` : 'none',
      }}
    >
      <Box
        component="button"
        role="tab"
        id={`tab${tab.path}`}
        aria-selected={active}
        aria-controls={`panel${tab.path}`}
        onClick={() => tabs.open(tab.path)}
        onAuxClick={(e) => e.button === 1 && tabs.close(tab.path)}
        sx={{
          all: 'unset',
          flex: 1,
          cursor: 'pointer',
          px: 1.5,
          lineHeight: '36px',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
          fontWeight: active ? 600 : 400,
          '&:focus-visible': { outline: 2, outlineStyle: 'solid', outlineColor: 'primary.main', outlineOffset: -2 },
        }}
      >
        {title}
      </Box>
      {tab.path !== homePath && (
        <IconButton
          size="small"
          aria-label={t('tabs.close', { title })}
          onClick={() => tabs.close(tab.path)}
          sx={{ p: 0.25, mr: 0.5 }}
        >
          <CloseIcon sx={{ fontSize: 15 }} />
        </IconButton>
      )}
    </Box>
  );
}

/** WB-03, WB-04: the open pages, and a list to jump to them. */
export function TabBar() {
  const { tabs } = useServices();
  const { open, active } = useStore(tabs.state);
  const t = useWords();
  const titleOf = useTitle();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const pick = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <Box
      sx={{
        gridArea: 'tabs',
        display: 'flex',
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
        minWidth: 0,
      }}
    >
      <Box role="tablist" aria-label={t('tabs.all')} sx={{ display: 'flex', flex: 1, minWidth: 0, overflow: 'hidden' }}>
        {open.map((tab) => (
          <OneTab key={tab.path} tab={tab} active={tab.path === active} />
        ))}
      </Box>
      <IconButton
        size="small"
        aria-label={t('tabs.list')}
        onClick={(e) => setAnchor(e.currentTarget)}
        sx={{ borderRadius: 0, px: 1 }}
      >
        <MenuIcon fontSize="small" />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {open.map((tab) => (
          <MenuItem key={tab.path} selected={tab.path === active} onClick={pick(() => tabs.open(tab.path))}>
            {titleOf(tab)}
          </MenuItem>
        ))}
        <MenuItem divider disabled={open.length < 2} onClick={pick(() => tabs.closeOthers())}>
          {t('tabs.closeOthers')}
        </MenuItem>
      </Menu>
    </Box>
  );
}
