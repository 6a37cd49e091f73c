import LockOutlined from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { timeOfDay } from '../../lib/format';
import { CaptchaField } from '../../kit/proof/CaptchaField';
import { useCaptcha } from '../../kit/proof/use-captcha';
import { RestError, type RestFailure } from '../../providers/strapi/http';
import { PendingMark } from '../../kit/PendingMark';
import { attempt } from '../../kit/attempt';
import { callSign } from '../state/meaning';
import { SignMark } from '../state/sign-mark';
import type { Lock } from './screen-lock';
import { numberWords } from '../../kit/calls/number-words';

/** Who is away, why and since when; what the phone does meanwhile; and the password. */
export function LockFace({ lock }: { lock: Lock }) {
  const { screenLock, account, toasts } = useServices();
  const view = useLive((s) => s.view);
  const [language] = useLanguage();
  const [password, setPassword] = useState('');
  const captcha = useCaptcha(() => account.captcha());
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<RestFailure | null>(null);
  const t = useWords();
  const reason = view?.reasons.find(({ code }) => code === lock.code)?.label[language] ?? lock.code;
  const call = view && view.activity.kind !== 'idle' && view.activity.kind !== 'wrapUp' ? view.call : null;

  const failed = (error: RestError): void => {
    setTrouble(error.code);
    setPassword('');
    captcha.refused(error);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || password === '') return;
    setBusy(true);
    setTrouble(null);
    await attempt(toasts, () =>
      screenLock.unlock({ password, captcha: captcha.answer }).catch((error: unknown) => {
        if (error instanceof RestError) return failed(error);
        throw error;
      }),
    );
    setBusy(false);
  };

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(e) => void submit(e)}
      sx={{ width: 320, display: 'grid', gap: 2, justifyItems: 'stretch', textAlign: 'center' }}
    >
      <Box>
        <LockOutlined sx={{ fontSize: 36, color: 'text.secondary' }} />
        <Box component="h1" sx={{ m: 0, fontSize: 18 }}>
          {t('lock.locked')}
        </Box>
        {view && `${view.agent.number} ${view.agent.name}`}
        <Box data-testid="lock-reason" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {[reason, lock.note, t('lock.since', { at: timeOfDay(lock.since) })].filter(Boolean).join(' · ')}
        </Box>
      </Box>
      {view && call && (
        <Box data-testid="lock-call" sx={{ display: 'flex', gap: 1, justifyContent: 'center', alignItems: 'center' }}>
          <SignMark sign={callSign(view)} size={12} />
          {t(callSign(view).label)} {numberWords(t, call.number)}
        </Box>
      )}
      <TextField
        type="password"
        label={t('lock.password')}
        value={password}
        onChange={(e) => setPassword(e.target.value)}
        autoFocus
        error={trouble !== null}
        slotProps={{
          inputLabel: { shrink: true },
          htmlInput: { name: 'password', autoComplete: 'current-password', maxLength: 200 },
        }}
      />
      <CaptchaField captcha={captcha} />
      {trouble && (
        <Box role="alert" data-testid="lock-error" sx={{ color: 'error.main' }}>
          {t(trouble === 'wrongCredentials' ? 'lock.wrong' : `refusal.${trouble}`)}
        </Box>
      )}
      <Button
        type="submit"
        size="large"
        variant="contained"
        data-testid="unlock"
        disabled={password === ''}
        aria-busy={busy}
        startIcon={busy ? <PendingMark /> : undefined}
      >
        {t('lock.unlock')}
      </Button>
    </Box>
  );
}
