import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import type { LoginAnswer } from '@zuoxi/contracts';
import { useState } from 'react';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { useStore } from '../lib/use-store';
import { Notifier } from '../lib/notifier';
import { Browsers } from './Browsers';
import { CaptchaField } from '../kit/proof/CaptchaField';
import { CodeField } from '../kit/proof/CodeField';
import { LoginFrame } from './LoginFrame';
import { Field, Submit, TroubleLine } from '../kit/proof/parts';
import { ways, type LastLogin, type Way } from './session';
import { useCaptcha } from '../kit/proof/use-captcha';
import type { Door } from './use-door';
import { troubleOf, useStep, type Trouble } from '../kit/proof/use-step';

const names: Readonly<Record<Way, readonly (keyof LastLogin)[]>> = {
  number: ['tenant', 'number'],
  email: ['email'],
  mobile: ['mobile'],
};

/** LOG-05..09, LOG-13, LOG-14, LOG-19, D17. The click that logs in is also the one that lets the page play sound. */
export function LoginForm({ door, reason, done }: { door: Door; reason: string | null; done?: string }) {
  const { accounts, lastLogin, audio, doorway } = useServices();
  const given = useStore(doorway).typed ?? lastLogin.get();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const captcha = useCaptcha(() => accounts.captcha());
  const [sendTrouble, setSendTrouble] = useState<Trouble | null>(null);
  const { busy, trouble, run } = useStep(reason === null ? null : { words: reason });
  const t = useWords();
  const { way, tenant, number, email, mobile, online, remember } = given;
  const set = (change: Partial<LastLogin>): void => doorway.set((now) => ({ ...now, typed: { ...given, ...change } }));
  const named = names[way].every((name) => String(given[name]).trim() !== '');
  const complete =
    named && (way === 'mobile' ? code.length === 6 : password !== '') && (captcha.asked === null || captcha.answer);

  const enter: Readonly<Record<Way, () => Promise<LoginAnswer>>> = {
    number: () => accounts.byNumber({ tenant, number, password, captcha: captcha.answer }),
    email: () => accounts.byEmail({ email, password, captcha: captcha.answer }),
    mobile: () => accounts.byMobile({ mobile, code }),
  };
  const submit = (): void => {
    if (!complete) return;
    setSendTrouble(null);
    void audio.unlock();
    if (online) Notifier.ask();
    void run(
      async () => {
        const answer = await enter[way]();
        const kept = { tenant: tenant.trim(), number: number.trim(), email: email.trim(), mobile: mobile.trim() };
        const forgotten = { tenant: '', number: '', email: '', mobile: '' };
        lastLogin.set({ ...given, ...(remember ? kept : forgotten) });
        door.take(answer);
      },
      (error) => {
        setPassword('');
        captcha.refused(error);
        door.failed(error);
      },
    );
  };

  return (
    <LoginFrame title={t('login.title')} onSubmit={submit}>
      <Tabs
        value={way}
        onChange={(_, next: Way) => set({ way: next })}
        variant="fullWidth"
        aria-label={t('doors.ways')}
        sx={{ minHeight: 36, mt: -1, '& .MuiTab-root': { minHeight: 36, minWidth: 0, px: 0.5 } }}
      >
        {ways.map((each) => (
          <Tab key={each} value={each} label={t(`doors.way.${each}`)} data-testid={`way-${each}`} />
        ))}
      </Tabs>
      {way === 'number' && (
        <>
          <Field
            label={t('login.tenant')}
            value={tenant}
            set={(value) => set({ tenant: value })}
            focus={tenant === ''}
            input={{ name: 'organization', autoComplete: 'organization', autoCapitalize: 'off', maxLength: 64 }}
          />
          <Field
            label={t('login.number')}
            value={number}
            set={(value) => set({ number: value })}
            input={{ name: 'username', autoComplete: 'username', inputMode: 'numeric', maxLength: 32 }}
          />
        </>
      )}
      {way === 'email' && (
        <Field
          label={t('doors.email')}
          value={email}
          set={(value) => set({ email: value })}
          focus={email === ''}
          input={{ name: 'email', type: 'email', autoComplete: 'email', maxLength: 254 }}
        />
      )}
      {way === 'mobile' ? (
        <>
          <Field
            label={t('doors.mobile')}
            value={mobile}
            set={(value) => set({ mobile: value })}
            focus={mobile === ''}
            input={{ name: 'mobile', autoComplete: 'tel', inputMode: 'tel', maxLength: 32 }}
          />
          <CodeField
            label={t('doors.code')}
            value={code}
            set={setCode}
            send={mobile.trim() ? () => accounts.code({ purpose: 'login', mobile }) : null}
            sent={() => setSendTrouble(null)}
            failed={(error) => setSendTrouble(troubleOf(error))}
          />
        </>
      ) : (
        <Field
          label={t('login.password')}
          type="password"
          value={password}
          set={setPassword}
          focus={named && captcha.asked === null}
          input={{ name: 'password', autoComplete: 'current-password', maxLength: 200 }}
        />
      )}
      {way !== 'mobile' && <CaptchaField captcha={captcha} />}
      <Box sx={{ display: 'grid', my: -1 }}>
        <FormControlLabel
          control={<Checkbox size="small" checked={remember} onChange={(e) => set({ remember: e.target.checked })} />}
          label={t('doors.remember')}
        />
        <FormControlLabel
          control={<Checkbox size="small" checked={online} onChange={(e) => set({ online: e.target.checked })} />}
          label={t('login.online')}
        />
      </Box>
      <TroubleLine trouble={sendTrouble ?? trouble} />
      {done && !trouble && (
        <Box role="status" data-testid="login-done" sx={{ color: 'success.main' }}>
          {t(done)}
        </Box>
      )}
      <Submit label={t('login.submit')} busy={busy} enabled={Boolean(complete)} testId="login" />
      <Button
        size="small"
        onClick={() => door.go({ kind: 'forgot' })}
        data-testid="forgot"
        sx={{ justifySelf: 'center', my: -1 }}
      >
        {t('doors.forgot')}
      </Button>
      <Browsers />
    </LoginFrame>
  );
}
