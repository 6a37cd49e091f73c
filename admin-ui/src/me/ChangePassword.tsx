import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { PasswordRules } from '@zuoxi/contracts';
import { useEffect, useState, type FormEvent } from 'react';
import { useServices } from './services';
import { useStore } from '../lib/use-store';
import { useWords } from '../i18n/use-words';
import { RestError } from '../providers/strapi/http';
import { CaptchaField } from '../kit/proof/CaptchaField';
import { isComplete, NewPassword, noPassword } from '../kit/proof/NewPassword';
import { Field, Submit, TroubleLine } from '../kit/proof/parts';
import { useCaptcha } from '../kit/proof/use-captcha';
import { useStep } from '../kit/proof/use-step';

/** LOG-27: old, new, new again; one's own alone. Above the page, opened from the avatar menu and from the personal page. */
export default function ChangePassword() {
  const { passwordOpen } = useServices();
  const open = useStore(passwordOpen);
  const onClose = (): void => passwordOpen.set(false);
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="change-password" data-testid="change-password">
      {open && <Form onClose={onClose} />}
    </Dialog>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const { account } = useServices();
  const [rules, setRules] = useState<PasswordRules>();
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState(noPassword);
  const [done, setDone] = useState(false);
  const captcha = useCaptcha(() => account.captcha());
  const { busy, trouble, run } = useStep();
  const t = useWords();
  useEffect(() => {
    const asking = new AbortController();
    account.profile(asking.signal).then(
      ({ passwordRules }) => setRules(passwordRules),
      () => undefined, // the common rules are shown; the server decides
    );
    return () => asking.abort();
  }, [account]);
  const complete = old !== '' && isComplete(fresh) && (captcha.asked === null || captcha.answer !== undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!complete) return;
    void run(async () => {
      try {
        await account.changePassword({ old, password: fresh.password, captcha: captcha.answer });
      } catch (error) {
        captcha.refused(error);
        throw error;
      }
      setDone(true);
    });
  };
  const wrongOld = trouble?.words === `login.failed.${'wrongCredentials' satisfies RestError['code']}`;
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ width: 380 }}>
      <DialogTitle id="change-password">{t('doors.change.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2.25, pt: '8px !important' }}>
        {done ? (
          <Box role="status">{t('doors.change.done')}</Box>
        ) : (
          <>
            <Field
              label={t('doors.change.old')}
              type="password"
              value={old}
              set={setOld}
              focus
              input={{ name: 'old-password', autoComplete: 'current-password', maxLength: 200 }}
            />
            <NewPassword value={fresh} set={setFresh} rules={rules} />
            <CaptchaField captcha={captcha} />
            <Box sx={{ color: 'text.secondary', fontSize: 12.5 }}>{t('doors.change.note')}</Box>
            <TroubleLine trouble={wrongOld ? { words: 'doors.change.wrongOld' } : trouble} />
          </>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t(done ? 'action.close' : 'doors.change.cancel')}</Button>
        {!done && <Submit label={t('doors.change.submit')} busy={busy} enabled={complete} testId="submit-password" />}
      </DialogActions>
    </Box>
  );
}
