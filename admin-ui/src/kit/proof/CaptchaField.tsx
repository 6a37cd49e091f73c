import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Refresh from '@mui/icons-material/Refresh';
import { useWords } from '../../i18n/use-words';
import { Field } from './parts';
import type { Captcha } from './use-captcha';

const captchaPicture = (id: string): string => `/api/accounts/captcha/${encodeURIComponent(id)}`;

/** LOG-08, LOG-09: the picture, another one by a click, and its characters in any case. */
export function CaptchaField({ captcha: { asked, text, setText, another, shown, lost } }: { captcha: Captcha }) {
  const t = useWords();
  if (asked === null) return null;
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '1fr auto auto', gap: 0.5, alignItems: 'center' }}>
      <Field
        label={t('doors.captcha')}
        value={text}
        set={setText}
        focus
        input={{ name: 'captcha', autoComplete: 'off', autoCapitalize: 'off', spellCheck: false, maxLength: 12 }}
      />
      <Box
        component="img"
        data-testid="captcha"
        src={captchaPicture(asked)}
        alt={t('doors.captchaPicture')}
        onLoad={shown}
        onError={lost}
        sx={{ width: 114, height: 40, borderRadius: 0.5, ml: 0.5 }}
      />
      <IconButton size="small" aria-label={t('doors.captchaOther')} onClick={() => void another()}>
        <Refresh fontSize="small" />
      </IconButton>
    </Box>
  );
}
