import { useWords } from '../i18n/use-words';
import { CaptchaField } from '../kit/proof/CaptchaField';
import { Field } from '../kit/proof/parts';
import type { useProof } from './use-proof';

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
