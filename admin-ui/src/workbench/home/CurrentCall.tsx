import { lazy, Suspense } from 'react';
import { useLive } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { Card, Sentence } from '../../kit/card';

const LiveCall = lazy(() => import('../call/LiveCall').then((m) => ({ default: m.LiveCall })));

/** The same with and without a call: what stands below does not move when one comes. */
const callHeight = 256;

export function CurrentCall() {
  const id = useLive((s) => (s.view?.activity.kind === 'idle' ? undefined : s.view?.call?.id));
  const t = useWords();
  if (id)
    return (
      <Suspense
        fallback={
          <Card title={t('call.current')} height={callHeight}>
            {null}
          </Card>
        }
      >
        <LiveCall height={callHeight} />
      </Suspense>
    );
  return (
    <Card title={t('call.current')} height={callHeight}>
      <Sentence>{t('call.none')}</Sentence>
    </Card>
  );
}
