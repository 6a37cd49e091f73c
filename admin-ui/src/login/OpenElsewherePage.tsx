import Box from '@mui/material/Box';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { dateTime } from '../lib/format';
import { LoginFrame } from './LoginFrame';
import { BackToLogin, Submit, TroubleLine } from '../kit/proof/parts';
import type { At } from './doorway';
import type { Door } from './use-door';
import { useStep } from '../kit/proof/use-step';

/** One account, one workbench (LOG-04, D10): whose turn it is is decided here, by a person, where the tenant lets them. */
export function OpenElsewherePage({ at, door }: { at: Extract<At, { kind: 'elsewhere' }>; door: Door }) {
  const { accounts } = useServices();
  const { busy, trouble, run } = useStep();
  const t = useWords();
  const { since, address, mayMove } = at.elsewhere;
  const move = (): void => {
    if (mayMove) void run(async () => door.take(await accounts.continue({ ticket: at.ticket, move: true }), true), door.failed);
  };
  return (
    <LoginFrame
      title={t('doors.elsewhere.title')}
      text={t('doors.elsewhere.text', { address })}
      onSubmit={move}
      testId="open-elsewhere"
    >
      <Box>
        {t('doors.elsewhere.since', { since: dateTime(since, Date.now()) })}
        <Box sx={{ mt: 1 }}>{t(mayMove ? 'doors.elsewhere.consequence' : 'doors.elsewhere.forbidden')}</Box>
      </Box>
      <TroubleLine trouble={trouble} />
      {mayMove && <Submit label={t('doors.elsewhere.move')} busy={busy} enabled testId="move-here" />}
      <BackToLogin back={() => door.go({ kind: 'form' })} />
    </LoginFrame>
  );
}
