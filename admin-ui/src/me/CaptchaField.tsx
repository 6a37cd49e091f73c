import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import type { CaptchaAnswer } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from '../app/services';
import { useWords } from '../i18n/use-words';
import type { RestError } from '../providers/strapi/http';
import { captchaPicture } from './account-client';

/** LOG-08: a picture is asked for once the server wants one, and a new one after every failure. */
export function useCaptcha() {
  const { account } = useServices();
  const [answer, setAnswer] = useState<CaptchaAnswer | null>(null);
  const afterFailure = async ({ code }: RestError): Promise<void> => {
    if (code !== 'captchaNeeded' && !answer) return;
    const id = await account.captcha().catch(() => null);
    setAnswer(id === null ? null : { id, text: '' });
  };
  return { answer, setAnswer, afterFailure };
}

export function CaptchaField({ answer, onChange }: { answer: CaptchaAnswer; onChange: (answer: CaptchaAnswer) => void }) {
  const t = useWords();
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
      <TextField
        label={t('me.captcha')}
        value={answer.text}
        onChange={(e) => onChange({ ...answer, text: e.target.value })}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { autoComplete: 'off', maxLength: 12 } }}
        sx={{ flex: 1 }}
      />
      <Box component="img" src={captchaPicture(answer.id)} alt={t('me.captchaPicture')} sx={{ height: 40 }} />
    </Box>
  );
}
