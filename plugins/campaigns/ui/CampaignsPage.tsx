import { Box, FreshRows, Sentence, TwoPanes, useStore } from '@zuoxi/plugin/ui';
import { useFailure, useServices, useWords } from './services';
import { CampaignHead } from './CampaignHead';
import { CustomerCard } from './CustomerCard';
import { CustomerList } from './CustomerList';
import { RunBar } from './RunBar';
import { customerType } from './customer-facts';
import { useCampaigns } from './use-campaigns';

/** `/campaigns` (CMP-02): whom to call on the left, the one in hand on the right. */
export default function CampaignsPage() {
  const { desk } = useServices();
  const { data, error } = useCampaigns();
  const shown = useStore(desk.shown);
  const t = useWords();
  const failure = useFailure();
  const campaign = data?.find(({ id }) => id === shown.campaign) ?? data?.[0];
  if (!data || !campaign)
    return (
      <Box sx={{ p: 1.5 }}>
        {data && <Sentence>{t('campaigns.none')}</Sentence>}
        {!data && error && <Sentence alert>{failure(error)}</Sentence>}
        {!data && !error && <Sentence>{t('ra.page.loading')}</Sentence>}
      </Box>
    );
  const mode = campaign.dialModes.find((one) => one === shown.modes[campaign.id]) ?? campaign.dialModes[0] ?? 'manual';
  return (
    <TwoPanes
      testId="campaigns"
      label={t('page.campaigns')}
      columns="288px minmax(0, 1fr)"
      list={
        <>
          <FreshRows type={customerType} />
          <CampaignHead all={data} campaign={campaign} mode={mode} />
          <CustomerList campaign={campaign} mode={mode} />
        </>
      }
    >
      <Box sx={{ minHeight: 0, display: 'flex', flexDirection: 'column' }}>
        {mode === 'progressive' && <RunBar campaign={campaign} />}
        <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
          {shown.customer === null ? (
            <Box sx={{ p: 1.5 }}>
              <Sentence>{t(`campaigns.choose.${mode}`)}</Sentence>
            </Box>
          ) : (
            <CustomerCard key={shown.customer} id={shown.customer} campaign={campaign} />
          )}
        </Box>
      </Box>
    </TwoPanes>
  );
}
