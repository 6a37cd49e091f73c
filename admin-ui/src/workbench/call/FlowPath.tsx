import Box from '@mui/material/Box';
import type { FlowView } from '@zuoxi/contracts';
import { useWords } from '../../i18n/use-words';

/** IVR-02: which way the customer took, while the flow runs and afterwards. */
export function FlowPath({ flow: { name, step, pressed, running } }: { flow: FlowView }) {
  const t = useWords();
  return (
    <Box
      data-testid="flow-path"
      role="group"
      aria-label={t('selfService.title')}
      sx={{ mt: 1, lineHeight: '24px', display: 'flex', flexWrap: 'wrap', columnGap: 1.5 }}
    >
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t('selfService.title')}
      </Box>
      <Box component="span" sx={{ fontWeight: 600 }}>
        {name}
      </Box>
      {pressed.map((key, i) => (
        <span key={i}>
          {key.step}: {t('selfService.pressed', key)}
        </span>
      ))}
      {!running && pressed.length === 0 && <span>{t('selfService.result.noKey')}</span>}
      <span>{t(running ? 'selfService.at' : 'selfService.over', { step })}</span>
    </Box>
  );
}
