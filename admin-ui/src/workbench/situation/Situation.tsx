import Box from '@mui/material/Box';
import type { ReactElement } from 'react';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { IdleLine, LinkLine, NotReadyLine, SignedOutLine } from './QuietLines';
import { Incoming } from './Incoming';
import { situationOf, type SituationKind } from './kind';
import { TalkingLine } from './TalkingLine';
import { WrapUp } from './WrapUp';

const lines: Readonly<Record<SituationKind, () => ReactElement>> = {
  waitingForSwitch: LinkLine,
  linkDown: LinkLine,
  incoming: Incoming,
  wrapUp: WrapUp,
  talking: TalkingLine,
  signedOut: SignedOutLine,
  notReady: NotReadyLine,
  idle: IdleLine,
};

const tinted: Partial<Record<SituationKind, 'call' | 'wrapUp'>> = { incoming: 'call', wrapUp: 'wrapUp', linkDown: 'wrapUp' };

/** One line that says what is going on and what to do now. It is always there, so nothing jumps when a call comes; it takes no focus. */
export function Situation() {
  const { phone } = useServices();
  const live = useLive((s) => s);
  const kind = situationOf(live, useStore(phone.state));
  const t = useWords();
  const Line = lines[kind];
  const tint = tinted[kind];
  return (
    <Box
      role="region"
      aria-label={t('situation.title')}
      aria-live={kind === 'incoming' ? 'assertive' : 'polite'}
      data-testid="situation"
      data-kind={kind}
      sx={{
        gridArea: 'line',
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 1.5,
        borderBottom: 1,
        borderColor: 'divider',
        whiteSpace: 'nowrap',
        overflow: 'hidden',
        bgcolor: (theme) => (tint ? theme.zuoxi.tint[tint] : theme.zuoxi.paper),
        boxShadow: (theme) => (tint ? `inset 4px 0 ${theme.zuoxi.meaning[tint]}` : 'none'),
      }}
    >
      <Line />
    </Box>
  );
}
