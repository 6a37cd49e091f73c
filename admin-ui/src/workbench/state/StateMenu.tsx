import ArrowDropDown from '@mui/icons-material/ArrowDropDown';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { PendingMark } from '../../kit/PendingMark';
import { useElapsed } from '../server-clock';
import { useAttempt } from '../../kit/attempt';
import { choicesOf, type Choice } from './choices';
import { shownSign } from './meaning';
import { SignMark } from './sign-mark';
import { cut } from '../../theme/cut';

/** STA-60: the state, since when, and every other one that can be had (STA-09, STA-12, STA-15, STA-16, LOG-31). */
export function StateMenu() {
  const { desk } = useServices();
  const live = useLive((s) => s);
  const going = useStore(desk.goingOnline);
  const [language] = useLanguage();
  const t = useWords();
  const attempt = useAttempt();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { view, pending } = live;
  const since = useElapsed(view?.since ?? null);
  if (!view) return null;
  const sign = shownSign(view, language);
  const word = t(sign.label, { _: sign.label });
  const busy = going || pending.has('agent.ready') || pending.has('agent.notReady') || pending.has('agent.signOut');
  const choose = (choice: Choice) => (): void => {
    setAnchor(null);
    attempt(() => (choice.command.type === 'agent.ready' ? desk.goOnline() : desk.do(choice.command)));
  };
  return (
    <>
      <Button
        variant="outlined"
        data-testid="state-menu"
        aria-haspopup="menu"
        aria-label={`${t('state.menu')}: ${word} ${since}`}
        aria-busy={busy}
        onClick={(e) => setAnchor(e.currentTarget)}
        sx={{
          width: 156,
          height: 34,
          color: 'text.primary',
          borderColor: 'divider',
          justifyContent: 'space-between',
          px: 1,
          flex: 'none',
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75, minWidth: 0 }}>
          {busy ? <PendingMark /> : <SignMark sign={sign} />}
          <Box component="span" data-testid="state" sx={cut}>
            {word}
          </Box>
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center' }}>
          <span data-testid="state-timer">{since}</span>
          <ArrowDropDown sx={{ fontSize: 18, mr: -0.5 }} />
        </Box>
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { width: 220 } } }}
      >
        {choicesOf(live, language).map((choice) => (
          <MenuItem
            key={choice.id}
            data-testid={`state-${choice.id}`}
            selected={choice.current}
            disabled={choice.whyNot !== null}
            onClick={choose(choice)}
            divider={choice.last}
            sx={{ gap: 1 }}
          >
            <SignMark sign={choice.sign} />
            <Box sx={{ minWidth: 0, whiteSpace: 'normal' }}>
              {t(choice.label, { _: choice.label, ...choice.values })}
              {choice.whyNot && <Box sx={{ fontSize: 12.5 }}>{t(`why.${choice.whyNot}`)}</Box>}
            </Box>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
