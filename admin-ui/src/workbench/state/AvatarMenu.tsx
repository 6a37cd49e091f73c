import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTheme } from 'react-admin';
import { useState } from 'react';
import { useLive, useServices } from '../../app/services';
import { useSignOut } from '../../login/use-sign-out';
import { useLanguage, useWords } from '../../i18n/use-words';
import { AudioDialog } from '../../softphone/AudioDialog';
import { whyNot } from '../call-bar/buttons';
import { useAttempt } from '../use-attempt';

/** Who I am, and what belongs to the page rather than to a call. Going offline and logging out are two things (LOG-31). */
export function AvatarMenu() {
  const { desk, helpOpen } = useServices();
  const agent = useLive((s) => s.view?.agent);
  const offlineNo = useLive((s) => whyNot(s, 'agent.signOut'));
  const onCall = useLive((s) => s.view?.activity.kind === 'talking' || s.view?.activity.kind === 'offered');
  const [mode, setMode] = useTheme();
  const [language, setLanguage] = useLanguage();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [audioOpen, setAudioOpen] = useState(false);
  const attempt = useAttempt();
  const signOut = useSignOut();
  const t = useWords();
  const pick = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <Button
        data-testid="avatar-menu"
        aria-haspopup="menu"
        aria-label={t('avatar.menu', { name: agent?.name ?? '', number: agent?.number ?? '' })}
        onClick={(e) => setAnchor(e.currentTarget)}
        sx={{ color: 'text.primary', maxWidth: 96, height: 34, px: 1, flex: 'none' }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {agent?.name}
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <Box sx={{ px: 2, py: 0.5, color: 'text.secondary' }}>
          {agent?.number} {agent?.name}
          <Box sx={{ fontSize: 12.5 }}>{agent?.groups.join('、')}</Box>
        </Box>
        <MenuItem onClick={pick(() => setAudioOpen(true))}>{t('avatar.audio')}</MenuItem>
        <MenuItem onClick={pick(() => setMode(mode === 'dark' ? 'light' : 'dark'))}>
          {t(mode === 'dark' ? 'avatar.light' : 'avatar.dark')}
        </MenuItem>
        <MenuItem lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={pick(() => setLanguage(language === 'zh' ? 'en' : 'zh'))}>
          {language === 'zh' ? 'English' : '中文'}
        </MenuItem>
        <MenuItem divider onClick={pick(() => helpOpen.set(true))}>
          {t('help.title')}
        </MenuItem>
        <MenuItem disabled={offlineNo !== null} onClick={pick(() => attempt(() => desk.do({ type: 'agent.signOut' })))}>
          {t('state.goOffline')}
        </MenuItem>
        <MenuItem data-testid="log-out" disabled={onCall} onClick={pick(() => void signOut())}>
          {t('avatar.logout')}
        </MenuItem>
      </Menu>
      <AudioDialog open={audioOpen} onClose={() => setAudioOpen(false)} />
    </>
  );
}
