import RefreshIcon from '@mui/icons-material/Refresh';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { callSign, phoneSign, workSign } from './meaning';
import { SignMark } from './sign-mark';

/** STA-28: three dots, top = work, middle = call, bottom = phone; beside them how far away the phone is (STA-47) and a way to ask again (STA-50). */
export function PhoneLink() {
  const { phone, live } = useServices();
  const view = useLive((s) => s.view);
  const latency = useLive((s) => s.latencyMs);
  const up = useLive((s) => s.link.kind === 'up');
  const [language] = useLanguage();
  const t = useWords();
  if (!view) return null;
  const signs = [workSign(view, language), callSign(view), phoneSign(view)] as const;
  const lines = [
    `${t('state.work')}: ${t(signs[0].label, { _: signs[0].label })}`,
    `${t('state.call')}: ${t(signs[1].label)}`,
    `${t('state.phone')}: ${t(signs[2].label)}`,
    t('phone.pageLatency', { ms: latency ?? '–' }),
  ];
  const { registered, latencyMs } = view.station;
  const shown = !up
    ? t('phone.linkDown')
    : !registered
      ? t('phone.unregistered')
      : latencyMs === null
        ? t('phone.registered')
        : `${Math.round(latencyMs)} ms`;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75, flex: 'none' }}>
      <Tooltip title={<span style={{ whiteSpace: 'pre-line' }}>{lines.join('\n')}</span>}>
        <Box role="img" aria-label={lines.slice(0, 3).join(', ')} data-testid="state-dots" sx={{ display: 'grid', gap: '3px' }}>
          {signs.map((sign, i) => (
            <SignMark key={i} sign={sign} />
          ))}
        </Box>
      </Tooltip>
      <Box
        data-testid="phone-latency"
        sx={{
          width: 54,
          textAlign: 'right',
          whiteSpace: 'nowrap',
          color: registered && up ? (theme) => theme.zuoxi.meaning.idle : 'text.secondary',
        }}
      >
        {shown}
      </Box>
      <Tooltip title={t('phone.refresh')}>
        <IconButton
          size="small"
          aria-label={t('phone.refresh')}
          onClick={() => {
            phone.refresh();
            live.ping();
          }}
          sx={{ p: 0.5 }}
        >
          <RefreshIcon sx={{ fontSize: 18 }} />
        </IconButton>
      </Tooltip>
    </Box>
  );
}
