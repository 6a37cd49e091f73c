import CallEndIcon from '@mui/icons-material/CallEnd';
import DialpadIcon from '@mui/icons-material/Dialpad';
import FiberManualRecord from '@mui/icons-material/FiberManualRecord';
import MicOffIcon from '@mui/icons-material/MicOff';
import PauseIcon from '@mui/icons-material/Pause';
import RecordVoiceOverIcon from '@mui/icons-material/RecordVoiceOver';
import type { SvgIconComponent } from '@mui/icons-material';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import type { Command } from '@zuoxi/contracts';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { useAttempt } from '../../kit/attempt';
import { slotsOf, type Slot, type SlotId } from './buttons';
import { DigitPad } from './DigitPad';
import { FlowMenu } from './FlowMenu';
import { PendingMark } from '../../kit/PendingMark';

const icons: Readonly<Record<SlotId, SvgIconComponent>> = {
  hold: PauseIcon,
  mute: MicOffIcon,
  keypad: DialpadIcon,
  flow: RecordVoiceOverIcon,
  recording: FiberManualRecord,
  hangup: CallEndIcon,
};
const shortcuts: Readonly<Partial<Record<SlotId, string>>> = {
  hold: 'Control+Shift+S',
  mute: 'Control+Shift+M',
  hangup: 'Control+Shift+H',
};

/** Its sign is known from every telephone, and the bar is full. */
const signOnly: readonly SlotId[] = ['keypad'];

type Props = { slot: Slot; compact: boolean; onPress: (target: HTMLElement) => void };

function SlotButton({ slot: { id, label, command, on, pending, whyNot }, compact: barCompact, onPress }: Props) {
  const small = barCompact || signOnly.includes(id);
  const t = useWords();
  const Icon = icons[id];
  const hint = whyNot ? t(`why.${id}.${whyNot}`, { _: t(`why.${whyNot}`) }) : (shortcuts[id]?.replace('Control', 'Ctrl') ?? '');
  const sign = pending ? <PendingMark /> : <Icon fontSize="small" />;
  return (
    <Tooltip title={small ? [t(label), hint].filter(Boolean).join(' · ') : hint}>
      <span>
        <Button
          data-testid={`bar-${id}`}
          variant={id === 'hangup' || on ? 'contained' : 'outlined'}
          color={id === 'hangup' ? 'error' : 'primary'}
          aria-label={small ? t(label) : undefined}
          aria-pressed={id === 'hangup' || id === 'keypad' ? undefined : on}
          aria-haspopup={command === 'flow.start' ? 'menu' : undefined}
          aria-keyshortcuts={shortcuts[id]}
          aria-busy={pending}
          aria-description={whyNot ? hint : undefined}
          disabled={whyNot !== null}
          onClick={(e) => pending || onPress(e.currentTarget)}
          startIcon={small ? undefined : sign}
          sx={{
            width: small ? 40 : 83,
            minWidth: 40,
            height: barCompact ? 30 : 34,
            px: 0.5,
            whiteSpace: 'nowrap',
            '& .MuiButton-startIcon': { mr: 0.5 },
          }}
        >
          {small ? sign : t(label)}
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
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  const slots = slotsOf(liveState, phoneState);
  const possible = (command: Slot['command']): boolean => slots.some((s) => s.command === command && s.whyNot === null);

  const press = ({ id, command }: Slot, target: HTMLElement): void => {
    if (id === 'keypad') return setPad(target);
    if (command === 'flow.start') return setMenu(target);
    if (id === 'hangup') return attempt(() => desk.hangUp());
    attempt(() => live.do({ type: command } as Command));
  };
  return (
    <Box role="toolbar" sx={{ display: 'flex', gap: 0.5, flex: 'none' }}>
      {slots.map((slot) => (
        <SlotButton key={slot.id} slot={slot} compact={compact} onPress={(target) => press(slot, target)} />
      ))}
      <DigitPad anchor={possible('call.digits') ? pad : null} onClose={() => setPad(null)} />
      <FlowMenu anchor={possible('flow.start') ? menu : null} onClose={() => setMenu(null)} />
    </Box>
  );
}
