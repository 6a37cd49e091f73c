import Box from '@mui/material/Box';
import type { CallView } from '@zuoxi/contracts';
import { numberWords } from '../../kit/calls/number-words';
import { useWords } from '../../i18n/use-words';

/** Who sits in the call. */
export function Parties({ call }: { call: CallView }) {
  const t = useWords();
  return (
    <Box component="ul" aria-label={t('call.parties')} sx={{ m: 0, mt: 1, p: 0, listStyle: 'none' }}>
      {call.parties.map(({ leg, kind, name, state, ending }) => (
        <Box
          component="li"
          key={leg}
          sx={{
            display: 'grid',
            gridTemplateColumns: '76px 1fr 1fr',
            lineHeight: '24px',
            color: state === 'ended' ? 'text.secondary' : 'text.primary',
          }}
        >
          <span>{t(`party.${kind}`)}</span>
          <span>{numberWords(t, name)}</span>
          <span>{ending ? t(`ending.cause.${ending.cause}`) : t(`party.state.${state}`)}</span>
        </Box>
      ))}
    </Box>
  );
}
