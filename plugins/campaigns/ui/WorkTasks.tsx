import { Box, FreshRows, Link, Sentence } from '@zuoxi/plugin/ui';
import { useServices, useWords } from './services';
import { workPage } from './pages';
import { customerType } from './customer-facts';
import { useCampaigns } from './use-campaigns';

const open = ['unprocessed', 'followUp'] as const;

/** On home: the campaigns in which the agent has somebody to call. */
export default function WorkTasks() {
  const { desk, host } = useServices();
  const { data } = useCampaigns();
  const t = useWords();
  const mine = data?.filter(({ counts }) => open.some((status) => counts[status] > 0)) ?? [];
  return (
    <>
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
                host.open(workPage);
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
    </>
  );
}
