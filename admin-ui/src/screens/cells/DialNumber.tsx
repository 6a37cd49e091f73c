import CallIcon from '@mui/icons-material/Call';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useLive, useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { dialNumber, dialPlace } from '../../kit/calls/dial';
import type { ValueRef } from '../../providers/workbench/client';
import { whyNot } from '../../kit/why-not';
import { useAttempt } from '../../kit/attempt';

/** With stars it is called by where it stands (D25); somewhere else, like in a part of a row, it is text. */
type Props = { number: string; place?: ValueRef };
const starred = (number: string): boolean => /\*{2,}/.test(number);

/** Calls the number. */
export function DialButton({ number, place }: Props) {
  const { live, platform } = useServices();
  const masked = starred(number);
  const no = useLive((s) => whyNot(s, masked ? 'call.callBack' : 'call.dial'));
  const attempt = useAttempt();
  const t = useWords();
  const call = (): Promise<void> => (masked && place ? dialPlace(live, platform.client, place) : dialNumber(live, number));
  return (
    <IconButton
      size="small"
      disabled={no !== null}
      aria-label={t('screens.dial', { number })}
      onClick={(event) => {
        event.stopPropagation();
        attempt(call);
      }}
      sx={{ p: 0.25 }}
    >
      <CallIcon sx={{ fontSize: 15 }} />
    </IconButton>
  );
}

/** A number that can be called by a click. */
export const DialNumber = ({ number, place }: Props) => (
  <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.25 }}>
    {number}
    {(place || !starred(number)) && <DialButton number={number} place={place} />}
  </Box>
);
