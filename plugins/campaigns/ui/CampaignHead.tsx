import { Box, Button, MenuItem, selectNamed, TextField, ToggleButton, ToggleButtonGroup, useAttempt } from '@zuoxi/plugin/ui';
import { useServices, useWords } from './services';
import type { DialMode, MyCampaign } from '../src/contract';
import { lazy, Suspense, useState } from 'react';
import { useAgain } from './use-campaigns';

const AddCustomer = lazy(() => import('./AddCustomer'));

type Props = { all: readonly MyCampaign[]; campaign: MyCampaign; mode: DialMode };

/** Which campaign, how it dials (CMP-10), and where its customers come from (CMP-05). */
export function CampaignHead({ all, campaign, mode }: Props) {
  const { desk, host } = useServices();
  const [adding, setAdding] = useState(false);
  const again = useAgain();
  const attempt = useAttempt();
  const t = useWords();
  const fetch = async (): Promise<void> => {
    const n = await desk.rest.fetch(campaign.id);
    if (n === 0)
      host.say(campaign.counts.unprocessed >= campaign.fetchCount ? 'campaigns.fetch.enough' : 'campaigns.fetch.noneLeft', {
        n: String(campaign.fetchCount),
      });
    again();
  };
  return (
    <Box sx={{ p: 1, display: 'grid', gap: 1, borderBottom: 1, borderColor: 'divider' }}>
      <TextField
        select
        fullWidth
        value={campaign.id}
        onChange={(e) => desk.shown.set((before) => ({ ...before, campaign: e.target.value, customer: null }))}
        slotProps={selectNamed(t('campaigns.campaign'))}
      >
        {all.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      {campaign.dialModes.length > 1 && (
        <ToggleButtonGroup
          exclusive
          fullWidth
          size="small"
          aria-label={t('campaigns.mode')}
          value={mode}
          onChange={(_, next: DialMode | null) =>
            next && desk.shown.set((before) => ({ ...before, modes: { ...before.modes, [campaign.id]: next } }))
          }
        >
          {campaign.dialModes.map((one) => (
            <ToggleButton key={one} value={one} sx={{ whiteSpace: 'nowrap' }}>
              {t(`campaigns.modes.${one}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {(campaign.fetchCount > 0 || campaign.mayAdd) && (
        <Box sx={{ display: 'flex', gap: 1 }}>
          {campaign.fetchCount > 0 && (
            <Button variant="outlined" fullWidth onClick={() => attempt(fetch)}>
              {t('campaigns.fetch.do')}
            </Button>
          )}
          {campaign.mayAdd && (
            <Button variant="outlined" fullWidth onClick={() => setAdding(true)}>
              {t('campaigns.add')}
            </Button>
          )}
        </Box>
      )}
      {adding && (
        <Suspense>
          <AddCustomer campaign={campaign.id} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Box>
  );
}
