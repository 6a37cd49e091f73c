import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { CodeField } from '../kit/proof/CodeField';
import { LoginFrame } from './LoginFrame';
import { isComplete, NewPassword, noPassword } from '../kit/proof/NewPassword';
import { BackToLogin, Field, Submit, TroubleLine } from '../kit/proof/parts';
import type { Door } from './use-door';
import { troubleOf, useStep, type Trouble } from '../kit/proof/use-step';

type By = 'mobile' | 'email';

/** LOG-22: a code to the bound mobile or the e-mail address, then a new password. */
export function ForgotPage({ door }: { door: Door }) {
  const { accounts, lastLogin } = useServices();
  const last = lastLogin.get();
  const [tenant, setTenant] = useState(last.tenant);
  const [by, setBy] = useState<By>('mobile');
  const [address, setAddress] = useState({ mobile: last.mobile, email: last.email });
  const [code, setCode] = useState('');
  const [sent, setSent] = useState(false);
  const [fresh, setFresh] = useState(noPassword);
  const [sendTrouble, setSendTrouble] = useState<Trouble | null>(null);
  const { busy, trouble, run } = useStep();
  const t = useWords();
  const { mobile, email } = address;
  const named = tenant.trim() !== '' && address[by].trim() !== '';
  const complete = named && code.length === 6 && isComplete(fresh);
  const contact = by === 'mobile' ? { mobile } : { email };
  const submit = (): void => {
    if (!complete) return;
    setSendTrouble(null);
    void run(async () => {
      await accounts.resetPassword({ tenant, code, password: fresh.password, ...contact });
      door.go({ kind: 'form', done: 'doors.reset.done' });
    });
  };
  return (
    <LoginFrame title={t('doors.reset.title')} onSubmit={submit} testId="forgot-page">
      <Field
        label={t('login.tenant')}
        value={tenant}
        set={setTenant}
        focus={tenant === ''}
        input={{ name: 'organization', autoComplete: 'organization', autoCapitalize: 'off', maxLength: 64 }}
      />
      <ToggleButtonGroup
        exclusive
        fullWidth
        size="small"
        value={by}
        onChange={(_, next: By | null) => next && setBy(next)}
        aria-label={t('doors.reset.by')}
      >
        <ToggleButton value="mobile">{t('doors.reset.byMobile')}</ToggleButton>
        <ToggleButton value="email" data-testid="by-email">
          {t('doors.reset.byEmail')}
        </ToggleButton>
      </ToggleButtonGroup>
      <Field
        key={by}
        label={t(`doors.${by}`)}
        value={address[by]}
        set={(value) => setAddress({ ...address, [by]: value })}
        input={{ name: by, autoComplete: by === 'mobile' ? 'tel' : 'email', maxLength: 254 }}
      />
      <CodeField
        key={`code ${by}`}
        label={t(by === 'mobile' ? 'doors.code' : 'doors.emailCode')}
        value={code}
        set={setCode}
        send={named ? () => accounts.code({ purpose: 'reset', tenant, ...contact }) : null}
        sent={() => {
          setSent(true);
          setSendTrouble(null);
        }}
        failed={(error) => setSendTrouble(troubleOf(error))}
      />
      {sent && <Box sx={{ color: 'text.secondary', fontSize: 12.5, mt: -1.25 }}>{t('doors.reset.sent')}</Box>}
      <NewPassword value={fresh} set={setFresh} />
      <TroubleLine trouble={sendTrouble ?? trouble} />
      <Submit label={t('doors.reset.submit')} busy={busy} enabled={complete} testId="reset-password" />
      <BackToLogin back={() => door.go({ kind: 'form' })} />
    </LoginFrame>
  );
}
