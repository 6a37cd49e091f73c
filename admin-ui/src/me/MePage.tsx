import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Profile, ProfileChange } from '@zuoxi/contracts';
import { useState, type ReactNode } from 'react';
import { useServices } from './services';
import { useLanguage, useWords } from '../i18n/use-words';
import { dateTime } from '../lib/format';
import { Card, Sentence } from '../kit/card';
import { GreyFact, WhiteFact } from './EditableFact';
import { EmailDialog } from './EmailDialog';
import { MobileDialog } from './MobileDialog';
import { SessionsCard } from './SessionsCard';
import { useFreshProfile, useProfile } from './use-profile';

const money = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

function Rows({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '96px minmax(0, 1fr)', gap: 1, alignItems: 'center' }}>
      {rows.map(([label, value]) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Box sx={{ color: 'text.secondary' }}>{label}</Box>
          {value}
        </Box>
      ))}
    </Box>
  );
}

function About({ profile }: { profile: Profile }) {
  const { account, passwordOpen } = useServices();
  const [language] = useLanguage();
  const fresh = useFreshProfile();
  const [dialog, setDialog] = useState<'mobile' | 'email' | null>(null);
  const t = useWords();
  const save = (change: (value: string) => ProfileChange) => async (value: string) => fresh(await account.change(change(value)));
  const amount = (value: number | null): string => (value === null ? '' : value.toLocaleString(language, money));
  /** Not typed over: what changes it is proved. */
  const proved = (id: 'mobile' | 'email', words: string) => (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: 1 }}>
      <GreyFact id={id} value={profile[id] ?? ''} />
      <Button variant="outlined" data-testid={`me-change-${id}`} onClick={() => setDialog(id)}>
        {words}
      </Button>
    </Box>
  );
  const grey = (id: string, value: string) => [t(`me.${id}`), <GreyFact key={id} id={id} value={value} />] as const;
  return (
    <Box sx={{ p: 1.5, display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(2, minmax(0, 440px))', alignItems: 'start' }}>
      <Card title={t('page.me')} testId="me">
        <Sentence>{t('me.help')}</Sentence>
        <Rows
          rows={[
            grey('number', profile.number),
            grey('name', profile.name),
            [
              t('me.nickname'),
              <WhiteFact
                key="nickname"
                id="nickname"
                label={t('me.nickname')}
                value={profile.nickname ?? ''}
                maxLength={30}
                onSave={save((value) => ({ nickname: value === '' ? null : value }))}
              />,
            ],
            grey('role', profile.role),
            grey('groups', profile.groups.join('、')),
          ]}
        />
      </Card>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Card title={t('me.safety')}>
          <Rows
            rows={[
              [t('me.mobile'), proved('mobile', t(profile.mobile ? 'me.changeMobile' : 'me.bindMobile'))],
              [t('me.email'), proved('email', t(profile.email ? 'me.changeEmail' : 'me.bindEmail'))],
              [
                t('me.password'),
                <Button key="password" variant="outlined" onClick={() => passwordOpen.set(true)} sx={{ justifySelf: 'start' }}>
                  {t('me.changePassword')}
                </Button>,
              ],
              grey('lastLogin', profile.lastLoginAt === null ? '' : dateTime(profile.lastLoginAt, Date.now())),
              grey('loginCount', String(profile.loginCount)),
            ]}
          />
        </Card>
        {profile.partTime && (
          <Card title={t('me.pay')} testId="me-pay">
            <Rows rows={[grey('unpaid', amount(profile.unpaidAmount)), grey('paid', amount(profile.paidAmount))]} />
          </Card>
        )}
      </Box>
      <Box sx={{ gridColumn: '1 / -1' }}>
        <SessionsCard />
      </Box>
      {dialog === 'email' && <EmailDialog bound={profile.email !== null} onClose={() => setDialog(null)} />}
      {dialog === 'mobile' && <MobileDialog bound={profile.mobile !== null} onClose={() => setDialog(null)} />}
    </Box>
  );
}

/** `/me` (PER-01..03): what one may change oneself is white, the rest grey. */
export default function MePage() {
  const { data, error } = useProfile();
  const t = useWords();
  if (data) return <About profile={data} />;
  return (
    <Box sx={{ p: 1.5 }}>
      <Sentence alert={error !== null}>{t(error ? 'refusal.away' : 'ra.page.loading')}</Sentence>
    </Box>
  );
}
