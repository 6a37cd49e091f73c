import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useServices } from './services';
import { FreshRows } from '../kit/fresh';
import { useWords } from '../i18n/use-words';
import { Card, Sentence } from '../kit/card';
import { campaignsPath } from '../kit/pages';
import { customerType, useCampaigns } from './use-campaigns';

const open = ['unprocessed', 'followUp'] as const;

/** On home: the campaigns in which the agent has somebody to call. */
export function WorkTasks() {
  const { campaigns: desk, tabs } = useServices();
  const { data } = useCampaigns();
  const t = useWords();
  const mine = data?.filter(({ counts }) => open.some((status) => counts[status] > 0)) ?? [];
  return (
    <Card title={t('home.tasks')} testId="tasks">
      <FreshRows type={customerType} />
      {mine.length === 0 && <Sentence>{t('home.empty.tasks')}</Sentence>}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', lineHeight: '28px' }}>
        {mine.map(({ id, name, counts }) => (
          <Box key={id} component="li" sx={{ display: 'flex', gap: 2 }}>
            <Link
              component="button"
              type="button"
              onClick={() => {
                desk.shown.set((before) => (before.campaign === id ? before : { ...before, campaign: id, customer: null }));
                tabs.open(campaignsPath);
              }}
              sx={{ mr: 'auto' }}
            >
              {name}
            </Link>
            {open.map((status) => (
              <span key={status}>
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {t(`campaigns.status.${status}`)}
                </Box>{' '}
                {counts[status]}
              </span>
            ))}
          </Box>
        ))}
      </Box>
    </Card>
  );
}
