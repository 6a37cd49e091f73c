import TextField from '@mui/material/TextField';
import { passwordTroubles, type PasswordRules } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from '../app/services';
import { useWords } from '../i18n/use-words';
import { RestError } from '../providers/strapi/http';
import { AccountDialog } from './AccountDialog';
import { CaptchaField, useCaptcha } from './CaptchaField';

/** LOG-24..27: the old one, and a new one twice; what it lacks is said while typing. */
export function PasswordDialog({ rules, onClose }: { rules: PasswordRules; onClose: () => void }) {
  const { account, toasts } = useServices();
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const { answer, setAnswer, afterFailure } = useCaptcha();
  const t = useWords();
  const [fault] = password === '' ? [] : passwordTroubles(rules, password);
  const save = async (): Promise<void> => {
    setBusy(true);
    setWrong(null);
    try {
      await account.changePassword({ old, password, captcha: answer ?? undefined });
      toasts.say('me.passwordChanged');
      onClose();
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      setWrong(t(error.code === 'wrongCredentials' ? 'lock.wrong' : `refusal.${error.code}`));
      await afterFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const field = (label: string, value: string, change: (value: string) => void, name: string, help: string | null = null) => (
    <TextField
      type="password"
      label={label}
      value={value}
      error={help !== null}
      helperText={help}
      onChange={(e) => change(e.target.value)}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { maxLength: 200, autoComplete: name === 'old' ? 'current-password' : 'new-password', name },
      }}
      sx={{ mt: 0.5 }}
    />
  );
  const limits = { min: rules.min, max: rules.max };
  return (
    <AccountDialog
      title={t('me.changePassword')}
      wrong={wrong}
      busy={busy}
      complete={old !== '' && password !== '' && !fault && password === again}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      {field(t('me.oldPassword'), old, setOld, 'old')}
      {field(t('me.newPassword'), password, setPassword, 'new', fault ? t(`me.fault.${fault}`, limits) : null)}
      {field(t('me.newAgain'), again, setAgain, 'again', again !== '' && again !== password ? t('me.fault.again') : null)}
      {answer && <CaptchaField answer={answer} onChange={setAnswer} />}
    </AccountDialog>
  );
}
