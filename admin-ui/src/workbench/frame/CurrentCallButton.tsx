import PhoneInTalkOutlined from '@mui/icons-material/PhoneInTalkOutlined';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { callInHand } from '../sessions/sessions';
import { BarButton } from './BarButton';
import { callPath } from '../../kit/pages';
import { numberWords } from '../../kit/calls/number-words';

/** WB-05: the tab of the call in hand; off, saying why, while there is none. */
export function CurrentCallButton() {
  const { tabs } = useServices();
  const call = useLive((s) => s.view && callInHand(s.view));
  const t = useWords();
  return (
    <BarButton
      label={t('tabs.currentCall')}
      testId="current-call"
      whyNot={call ? null : t('why.noCall')}
      onPress={() => call && tabs.open(callPath(call.id), { title: numberWords(t, call.number) })}
    >
      <PhoneInTalkOutlined fontSize="small" />
    </BarButton>
  );
}
