import { useLive } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { LiveCall } from '../call/LiveCall';
import { Card, Sentence } from '../../kit/card';

/** The same with and without a call: what stands below does not move when one comes. */
const callHeight = 256;

export function CurrentCall() {
  const id = useLive((s) => (s.view?.activity.kind === 'idle' ? undefined : s.view?.call?.id));
  const t = useWords();
  if (id) return <LiveCall height={callHeight} />;
  return (
    <Card title={t('call.current')} height={callHeight}>
      <Sentence>{t('call.none')}</Sentence>
    </Card>
  );
}
