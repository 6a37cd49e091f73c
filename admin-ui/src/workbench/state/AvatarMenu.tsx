import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { useToday } from '../../lib/today';
import { whyNot } from '../../kit/why-not';
import { useMenu } from '../frame/menu-sections';
import { homePath } from '../../kit/pages';
import { useAttempt } from '../../kit/attempt';
import { WhoAmI } from './WhoAmI';
import { cut } from '../../theme/cut';

const oneLine = { display: 'block', ...cut } as const;

/** Who I am and what day it is (LOG-29), and what belongs to the page rather than to a call. Going offline and logging out are two things (LOG-30, LOG-31). */
export function AvatarMenu() {
  const { audioOpen, desk, helpOpen, lockAsked, passwordOpen, preferencesOpen, signOut, tabs } = useServices();
  const agent = useLive((s) => s.view?.agent);
  const offlineNo = useLive((s) => whyNot(s, 'agent.signOut'));
  const onCall = useLive((s) => s.view?.activity.kind === 'talking' || s.view?.activity.kind === 'offered');
  const [language] = useLanguage();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const attempt = useAttempt();
  const today = useToday(language);
  const t = useWords();
  const admin = useMenu().find(({ id }) => id === 'settings')?.entries[0];
  const pick = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <Button
        data-testid="avatar-menu"
        aria-haspopup="menu"
        onClick={(e) => setAnchor(e.currentTarget)}
        sx={{ color: 'text.primary', width: 108, height: '100%', maxHeight: 40, px: 0.5, py: 0, flex: 'none' }}
      >
        <Box component="span" sx={{ minWidth: 0, lineHeight: '17px', textAlign: 'right', '& > *': oneLine }}>
          <Box component="span" data-testid="who">
            {agent && `${agent.number}(${agent.name})`}
          </Box>
          <Box component="span" data-testid="today-date" sx={{ fontSize: 12, color: 'text.secondary', fontWeight: 400 }}>
            {today}
          </Box>
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <WhoAmI />
        <MenuItem data-testid="open-me" onClick={pick(() => tabs.open('/me'))}>
          {t('page.me')}
        </MenuItem>
        <MenuItem data-testid="open-home" onClick={pick(() => tabs.open(homePath))}>
          {t('page.home')}
        </MenuItem>
        <MenuItem data-testid="open-records" onClick={pick(() => tabs.open('/calls'))}>
          {t('page.records')}
        </MenuItem>
        {admin && (
          <MenuItem data-testid="open-admin" onClick={pick(() => tabs.open(admin.path))}>
            {t('avatar.admin')}
          </MenuItem>
        )}
        <MenuItem data-testid="change-password-item" onClick={pick(() => passwordOpen.set(true))}>
          {t('doors.change.title')}
        </MenuItem>
        <MenuItem onClick={pick(() => audioOpen.set(true))}>{t('avatar.audio')}</MenuItem>
        <MenuItem data-testid="open-check" onClick={pick(() => desk.checking.set(true))}>
          {t('entry.check.title')}
        </MenuItem>
        <MenuItem data-testid="open-preferences" onClick={pick(() => preferencesOpen.set(true))}>
          {t('preferences.title')}
        </MenuItem>
        <MenuItem divider onClick={pick(() => helpOpen.set(true))}>
          {t('help.title')}
        </MenuItem>
        <MenuItem data-testid="open-lock" disabled={!agent} onClick={pick(() => lockAsked.set(true))}>
          {t('avatar.lock')}
        </MenuItem>
        <MenuItem disabled={offlineNo !== null} onClick={pick(() => attempt(() => desk.do({ type: 'agent.signOut' })))}>
          {t('state.goOffline')}
        </MenuItem>
        <MenuItem data-testid="log-out" disabled={onCall} onClick={pick(() => void signOut())}>
          {t('avatar.logout')}
        </MenuItem>
      </Menu>
    </>
  );
}
