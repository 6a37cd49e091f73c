import CallIcon from '@mui/icons-material/Call';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useLive, useServices } from '../../app/services';
import { useWords } from '../../i18n/use-words';
import { whyNot } from '../../workbench/call-bar/buttons';
import { useAttempt } from '../../workbench/use-attempt';

/** Calls the number. */
export function DialButton({ number }: { number: string }) {
  const { desk } = useServices();
  const no = useLive((s) => whyNot(s, 'call.dial'));
  const attempt = useAttempt();
  const t = useWords();
  return (
    <IconButton
      size="small"
      disabled={no !== null}
      aria-label={t('generated.dial', { number })}
      onClick={(event) => {
        event.stopPropagation();
        attempt(() => desk.dial(number));
      }}
      sx={{ p: 0.25 }}
    >
      <CallIcon sx={{ fontSize: 15 }} />
    </IconButton>
  );
}

/** A number that can be called by a click, where it is shown in full. A masked one is text. */
export const DialNumber = ({ number }: { number: string }) => (
  <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.25 }}>
    {number}
    {!/\*{2,}/.test(number) && <DialButton number={number} />}
  </Box>
);
