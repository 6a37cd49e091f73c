import CallEndIcon from '@mui/icons-material/CallEnd';
import DialpadIcon from '@mui/icons-material/Dialpad';
import FiberManualRecord from '@mui/icons-material/FiberManualRecord';
import MicOffIcon from '@mui/icons-material/MicOff';
import PauseIcon from '@mui/icons-material/Pause';
import type { SvgIconComponent } from '@mui/icons-material';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import type { Command } from '@zuoxi/contracts';
import { useLive, useServices } from '../../app/services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { useAttempt } from '../use-attempt';
import { slotsOf, type Slot, type SlotId } from './buttons';
import { DigitPad } from './DigitPad';
import { PendingMark } from './PendingMark';

const icons: Readonly<Record<SlotId, SvgIconComponent>> = {
  hold: PauseIcon,
  mute: MicOffIcon,
  keypad: DialpadIcon,
  recording: FiberManualRecord,
  hangup: CallEndIcon,
};
const shortcuts: Readonly<Partial<Record<SlotId, string>>> = {
  hold: 'Control+Shift+S',
  mute: 'Control+Shift+M',
  hangup: 'Control+Shift+H',
};

type Props = { slot: Slot; compact: boolean; onPress: (target: HTMLElement) => void };

function SlotButton({ slot: { id, label, on, pending, whyNot }, compact, onPress }: Props) {
  const t = useWords();
  const Icon = icons[id];
  const hint = whyNot ? t(`why.${id}.${whyNot}`, { _: t(`why.${whyNot}`) }) : (shortcuts[id]?.replace('Control', 'Ctrl') ?? '');
  const sign = pending ? <PendingMark /> : <Icon fontSize="small" />;
  return (
    <Tooltip title={compact ? [t(label), hint].filter(Boolean).join(' · ') : hint}>
      <span>
        <Button
          data-testid={`bar-${id}`}
          variant={id === 'hangup' || on ? 'contained' : 'outlined'}
          color={id === 'hangup' ? 'error' : 'primary'}
          aria-label={compact ? t(label) : undefined}
          aria-pressed={id === 'hangup' || id === 'keypad' ? undefined : on}
          aria-keyshortcuts={shortcuts[id]}
          aria-busy={pending}
          aria-description={whyNot ? hint : undefined}
          disabled={whyNot !== null}
          onClick={(e) => pending || onPress(e.currentTarget)}
          startIcon={compact ? undefined : sign}
          sx={{
            width: compact ? 40 : 83,
            height: compact ? 30 : 34,
            px: 0.5,
            whiteSpace: 'nowrap',
            '& .MuiButton-startIcon': { mr: 0.5 },
          }}
        >
          {compact ? sign : t(label)}
        </Button>
      </span>
    </Tooltip>
  );
}

export function Slots() {
  const { live, phone, desk, barCompact } = useServices();
  const compact = useStore(barCompact);
  const liveState = useLive((s) => s);
  const phoneState = useStore(phone.state);
  const attempt = useAttempt();
  const [pad, setPad] = useState<HTMLElement | null>(null);
  const slots = slotsOf(liveState, phoneState);
  const canSendDigits = slots.find((s) => s.id === 'keypad')?.whyNot === null;

  const press = ({ id, command }: Slot, target: HTMLElement): void => {
    if (id === 'keypad') return setPad(target);
    if (id === 'hangup') return attempt(() => desk.hangUp());
    attempt(() => live.do({ type: command } as Command));
  };
  return (
    <Box role="toolbar" sx={{ display: 'flex', gap: 0.75, flex: 'none' }}>
      {slots.map((slot) => (
        <SlotButton key={slot.id} slot={slot} compact={compact} onPress={(target) => press(slot, target)} />
      ))}
      <DigitPad anchor={canSendDigits ? pad : null} onClose={() => setPad(null)} />
    </Box>
  );
}
