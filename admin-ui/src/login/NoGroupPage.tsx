import { useWords } from '../i18n/use-words';
import { LoginFrame } from './LoginFrame';
import { BackToLogin } from '../kit/proof/parts';
import type { Door } from './use-door';

/** LOG-02 */
export function NoGroupPage({ door }: { door: Door }) {
  const t = useWords();
  const back = (): void => door.go({ kind: 'form' });
  return (
    <LoginFrame title={t('doors.noGroup.title')} text={t('doors.noGroup.text')} onSubmit={back} testId="no-group">
      <BackToLogin back={back} />
    </LoginFrame>
  );
}
