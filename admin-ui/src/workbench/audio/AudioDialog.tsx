import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import Slider from '@mui/material/Slider';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';

const kinds = { microphone: 'audioinput', speaker: 'audiooutput', ringer: 'audiooutput' } as const;
type Which = keyof typeof kinds;

/** The devices this browser lets us name: none before the microphone was allowed once. */
function useDevices(open: boolean): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    const { mediaDevices } = navigator;
    if (!open || !mediaDevices) return;
    const read = (): void => void mediaDevices.enumerateDevices().then(setDevices);
    read();
    mediaDevices.addEventListener('devicechange', read);
    return () => mediaDevices.removeEventListener('devicechange', read);
  }, [open]);
  return devices.filter((d) => d.deviceId !== '' && d.deviceId !== 'default');
}

/** The ring may sound from the loudspeaker while the call stays in the headset. */
export default function AudioDialog() {
  const { audioOpen, audioSettings, microphone, audio } = useServices();
  const open = useStore(audioOpen);
  const onClose = (): void => audioOpen.set(false);
  const settings = useStore(audioSettings);
  const devices = useDevices(open);
  const t = useWords();
  const choose = (which: Which, id: string): void => {
    audioSettings.set({ ...settings, [which]: id });
    if (which === 'microphone' && microphone.state.get().kind !== 'off') void microphone.again();
  };
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="audio-title">
      <DialogTitle id="audio-title" sx={{ fontSize: 16 }}>
        {t('avatar.audio')}
      </DialogTitle>
      <DialogContent sx={{ width: 420, display: 'grid', gap: 2.5, pt: '8px !important' }}>
        {(['microphone', 'speaker', 'ringer'] as const).map((which) => (
          <TextField
            key={which}
            select
            label={t(`audio.${which}`)}
            value={devices.some((d) => d.deviceId === settings[which]) ? settings[which] : ''}
            onChange={(e) => choose(which, e.target.value)}
            slotProps={{ select: { displayEmpty: true } }}
          >
            <MenuItem value="">{t('audio.system')}</MenuItem>
            {devices
              .filter((d) => d.kind === kinds[which])
              .map((d) => (
                <MenuItem key={d.deviceId} value={d.deviceId}>
                  {d.label}
                </MenuItem>
              ))}
          </TextField>
        ))}
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <span id="ring-volume">{t('audio.volume')}</span>
          <Slider
            aria-labelledby="ring-volume"
            value={settings.volume}
            min={0}
            max={1}
            step={0.05}
            onChange={(_, volume) => typeof volume === 'number' && audioSettings.set({ ...settings, volume })}
            sx={{ flex: 1 }}
          />
          <Button variant="outlined" onClick={() => audio.chime()}>
            {t('audio.test')}
          </Button>
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
