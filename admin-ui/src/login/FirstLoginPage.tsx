import { useState } from 'react';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { CodeField } from '../kit/proof/CodeField';
import { LoginFrame } from './LoginFrame';
import { BackToLogin, Field, Submit, TroubleLine } from '../kit/proof/parts';
import type { At } from './doorway';
import type { Door } from './use-door';
import { troubleOf, useStep, type Trouble } from '../kit/proof/use-step';

/** LOG-16, LOG-17 */
export function FirstLoginPage({ at, door }: { at: Extract<At, { kind: 'first' }>; door: Door }) {
  const { accounts } = useServices();
  const [mobile, setMobile] = useState(at.mobile);
  const [code, setCode] = useState('');
  const [nickname, setNickname] = useState(at.nickname);
  const [sendTrouble, setSendTrouble] = useState<Trouble | null>(null);
  const { busy, trouble, run } = useStep();
  const t = useWords();
  const complete = mobile.trim() !== '' && code.length === 6 && nickname.trim() !== '';
  const submit = (): void => {
    if (!complete) return;
    setSendTrouble(null);
    void run(async () => door.open(await accounts.completeFirstLogin(at.jwt, { mobile, code, nickname })));
  };
  return (
    <LoginFrame title={t('doors.first.title')} text={t('doors.first.text')} onSubmit={submit} testId="first-login">
      <Field
        label={t('doors.mobile')}
        value={mobile}
        set={setMobile}
        focus
        input={{ name: 'mobile', autoComplete: 'tel', inputMode: 'tel', maxLength: 32 }}
      />
      <CodeField
        label={t('doors.code')}
        value={code}
        set={setCode}
        send={mobile.trim() ? () => accounts.bindCode(at.jwt, mobile) : null}
        sent={() => setSendTrouble(null)}
        failed={(error) => setSendTrouble(troubleOf(error))}
      />
      <Field
        label={t('doors.first.nickname')}
        value={nickname}
        set={setNickname}
        input={{ name: 'nickname', autoComplete: 'nickname', maxLength: 30 }}
      />
      <TroubleLine trouble={sendTrouble ?? trouble} />
      <Submit label={t('doors.first.submit')} busy={busy} enabled={complete} testId="complete-first-login" />
      <BackToLogin back={() => door.go({ kind: 'form' })} />
    </LoginFrame>
  );
}
