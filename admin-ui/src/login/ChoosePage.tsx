import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { dateTime } from '../lib/format';
import { LoginFrame } from './LoginFrame';
import { BackToLogin, TroubleLine } from '../kit/proof/parts';
import type { At } from './doorway';
import type { Door } from './use-door';
import { useStep } from '../kit/proof/use-step';

/** LOG-20: the contact centers of one person, the one visited last on top. */
export function ChoosePage({ at, door }: { at: Extract<At, { kind: 'choose' }>; door: Door }) {
  const { accounts } = useServices();
  const { busy, trouble, run } = useStep();
  const t = useWords();
  const choose = (account: (typeof at.entrances)[number]['account']) => () =>
    void run(async () => door.take(await accounts.continue({ ticket: at.ticket, account })), door.failed);
  return (
    <LoginFrame title={t('doors.choose.title')} text={t('doors.choose.text')} onSubmit={() => undefined} testId="choose-page">
      <Box sx={{ display: 'grid', gap: 1 }}>
        {at.entrances.map(({ account, tenant, number, lastLoginAt, loginCount }) => (
          <Button
            key={account}
            variant="outlined"
            disabled={busy}
            onClick={choose(account)}
            data-testid={`choose-${tenant.code}`}
            sx={{
              display: 'grid',
              justifyItems: 'start',
              justifyContent: 'start',
              textAlign: 'left',
              py: 1,
              px: 1.5,
              textTransform: 'none',
            }}
          >
            <Box sx={{ fontSize: 15, color: 'text.primary' }}>{tenant.name}</Box>
            <Box sx={{ color: 'text.secondary', fontSize: 12.5 }}>
              {t('doors.choose.number', { number })} ·{' '}
              {lastLoginAt === null
                ? t('doors.choose.never')
                : t('doors.choose.last', { at: dateTime(lastLoginAt, Date.now()), count: loginCount })}
            </Box>
          </Button>
        ))}
      </Box>
      <TroubleLine trouble={trouble} />
      <BackToLogin back={() => door.go({ kind: 'form' })} />
    </LoginFrame>
  );
}
