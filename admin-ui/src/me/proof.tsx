import { CaptchaField } from '../kit/proof/CaptchaField';
import { Field } from '../kit/proof/parts';
import { useState } from 'react';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { useCaptcha } from '../kit/proof/use-captcha';
import { waitWords } from '../kit/proof/words';
import { RestError } from '../providers/strapi/http';

/** A change that is proved: the password with its picture, one attempt at a time, and what was wrong in words. */
export function useProof() {
  const { account } = useServices();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const captcha = useCaptcha(() => account.captcha());
  const t = useWords();
  const wordsOf = ({ code, said }: RestError): string => {
    if (code === 'wrongCredentials') return t('me.passwordWrong');
    if (said.issues?.[0]?.field === 'old') return t('me.oldWrong');
    const wait = said.wait !== undefined && code !== 'tooSoon' ? waitWords(t, said.wait) : '';
    return [t(`refusal.${code}`), wait].filter(Boolean).join(' ');
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setWrong(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      captcha.refused(error);
      setWrong(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  const given = { password, captcha: captcha.answer };
  const complete = password !== '' && (captcha.asked === null || captcha.answer !== undefined);
  return { password, setPassword, captcha, busy, wrong, attempt, given, complete };
}

/** The password once more, and the picture where it was wrong too often (LOG-08). */
export function ProofFields({ proof }: { proof: ReturnType<typeof useProof> }) {
  const t = useWords();
  return (
    <>
      <Field
        label={t('me.ownPassword')}
        type="password"
        value={proof.password}
        set={proof.setPassword}
        input={{ name: 'own-password', autoComplete: 'current-password', maxLength: 200 }}
      />
      <CaptchaField captcha={proof.captcha} />
    </>
  );
}
