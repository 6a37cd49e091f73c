import PauseIcon from '@mui/icons-material/Pause';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTheme } from '@mui/material/styles';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import WaveSurfer from 'wavesurfer.js';
import { useWords } from '../i18n/use-words';
import { clock } from '../lib/format';
import { Sentence } from '../kit/card';

const rates = [0.75, 1, 1.5, 2] as const;
const stepSeconds = 5;

/** A side that said nothing is a line: nobody answers a voicemail, and the A-law of silence is not quite zero. */
const leastPeak = 0.02;
function peakOf(sound: AudioBuffer, side: number): number {
  if (side >= sound.numberOfChannels) return 1;
  return sound.getChannelData(side).reduce((peak, sample) => Math.max(peak, Math.abs(sample)), leastPeak);
}

/** One recorded segment: customer above, everyone else below; click or arrow keys to seek. Loaded only when a recording is looked at. */
export default function Player({ url, label }: { url: string; label: string }) {
  const { zuoxi } = useTheme();
  const t = useWords();
  const place = useRef<HTMLDivElement>(null);
  const wave = useRef<WaveSurfer | null>(null);
  const first = useRef(url); // a fresh link to the same sound must not stop the playing one
  const [state, setState] = useState<'loading' | 'ready' | 'playing' | 'failed'>('loading');
  const [seconds, setSeconds] = useState({ at: 0, of: 0 });
  const [rate, setRate] = useState<number>(1);

  useEffect(() => {
    if (!place.current) return;
    const colours = { cursorColor: zuoxi.text, height: 32 };
    const sides = [
      { waveColor: zuoxi.meaning.off, progressColor: zuoxi.meaning.away },
      { waveColor: zuoxi.meaning.off, progressColor: zuoxi.accent },
    ];
    const made = WaveSurfer.create({
      container: place.current,
      url: first.current,
      ...colours,
      normalize: true, // quiet voices show too
      splitChannels: sides,
    });
    wave.current = made;
    made.on('decode', () => {
      const sound = made.getDecodedData();
      if (sound) made.setOptions({ splitChannels: sides.map((side, i) => ({ ...side, maxPeak: peakOf(sound, i) })) });
    });
    made.on('ready', (of) => {
      setState('ready');
      setSeconds({ at: 0, of });
    });
    made.on('play', () => setState('playing'));
    made.on('pause', () => setState('ready'));
    made.on('timeupdate', (at) => setSeconds((s) => (Math.floor(at) === Math.floor(s.at) ? s : { ...s, at })));
    made.on('error', () => setState('failed'));
    return () => made.destroy();
  }, [zuoxi]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -stepSeconds, ArrowRight: stepSeconds }[event.key];
    if (by === undefined || event.altKey) return;
    event.preventDefault();
    wave.current?.skip(by);
  };
  const choose = (next: number | null): void => {
    if (next === null) return;
    setRate(next);
    wave.current?.setPlaybackRate(next, true); // the pitch stays: a voice stays a voice
  };
  if (state === 'failed') return <Sentence alert>{t('records.playFailed')}</Sentence>;
  return (
    <Box
      role="group"
      aria-label={label}
      data-testid="player"
      data-state={state}
      onKeyDown={onKeyDown}
      sx={{ display: 'grid', gridTemplateColumns: '40px minmax(0, 1fr) 110px 200px', alignItems: 'center', gap: 1.5, py: 0.5 }}
    >
      <IconButton
        aria-label={t(state === 'playing' ? 'records.pause' : 'records.play')}
        data-testid="play"
        disabled={state === 'loading'}
        onClick={() => void wave.current?.playPause()}
        color="primary"
      >
        {state === 'playing' ? <PauseIcon /> : <PlayArrowIcon />}
      </IconButton>
      <Box>
        <Box sx={{ color: 'text.secondary', fontSize: 12.5 }}>{label}</Box>
        <Box ref={place} sx={{ minHeight: 64 }} />
      </Box>
      <Box data-testid="play-time" sx={{ textAlign: 'right' }}>
        {clock(seconds.at * 1000)} / {clock(seconds.of * 1000)}
      </Box>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={rate}
        onChange={(_, next: number | null) => choose(next)}
        aria-label={t('records.rate')}
      >
        {rates.map((r) => (
          <ToggleButton key={r} value={r}>
            {r}×
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  );
}
