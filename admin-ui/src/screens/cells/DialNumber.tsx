import { withheldNumber } from '@zuoxi/contracts';
import CallIcon from '@mui/icons-material/Call';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useLive, useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { numberWords } from '../../kit/calls/number-words';
import { dialNumber, dialPlace } from '../../kit/calls/dial';
import type { ValueRef } from '../../providers/workbench/client';
import { whyNot } from '../../kit/why-not';
import { RestError } from '../../providers/strapi/http';
import { useAttempt } from '../../kit/attempt';

/** With stars it is called by where it stands (D25); somewhere else, like in a part of a row, it is text. */
type Props = { number: string; place?: ValueRef };
const starred = (number: string): boolean => /\*{2,}/.test(number);

/** Calls the number, unless it was withheld; from a row the call is about that row. While the record plane is away a number that is whole is called all the same. */
export function DialButton({ number, place }: Props) {
  const { live, platform } = useServices();
  const masked = starred(number);
  const no = useLive((s) => whyNot(s, masked ? 'call.callBack' : 'call.dial'));
  const attempt = useAttempt();
  const t = useWords();
  const plainly = (): Promise<void> => dialNumber(live, number);
  const call = (): Promise<void> =>
    place
      ? dialPlace(live, platform.client, place).catch((error: unknown) => {
          if (masked || !(error instanceof RestError)) throw error;
          return plainly();
        })
      : plainly();
  if (number === withheldNumber) return null;
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
export function DialNumber({ number, place }: Props) {
  const t = useWords();
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.25 }}>
      {numberWords(t, number)}
      {(place || !starred(number)) && <DialButton number={number} place={place} />}
    </Box>
  );
}
