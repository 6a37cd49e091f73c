import { Box, Button, dateTime, PickLine, Sentence, Tab, Tabs, useAttempt, useStore } from '@zuoxi/plugin/ui';
import { useFailure, useServices, useWords } from './services';
import { CustomerStatus, type DialMode, type MyCampaign } from '../src/contract';
import type { DataRow } from '@zuoxi/contracts';
import { customerFacts } from './customer-facts';
import { useCustomers } from './use-campaigns';

const cut = { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

type LineProps = { row: DataRow; on: boolean; onOpen: () => void; onDial: () => void };

function Line({ row, on, onOpen, onDial }: LineProps) {
  const t = useWords();
  const { name, number, result, followUpAt, lastCallAt } = customerFacts(row);
  const when = followUpAt ?? lastCallAt;
  return (
    <PickLine columns="minmax(0, 1fr) auto" on={on} testId="customer" onClick={onOpen} onDoubleClick={onDial}>
      <Box component="span" sx={cut}>
        {name || t('campaigns.noName')}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary', fontSize: 12 }}>
        {when === null ? '' : dateTime(when, Date.now())}
      </Box>
      <Box component="span" sx={{ ...cut, color: 'text.secondary' }}>
        {number}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary', fontSize: 12 }}>
        {result ?? (lastCallAt === null ? '' : t('campaigns.called'))}
      </Box>
    </PickLine>
  );
}

/** CMP-03: the customers by what has become of them. CMP-08: in preview a double click dials at once. */
export function CustomerList({ campaign, mode }: { campaign: MyCampaign; mode: DialMode }) {
  const { desk } = useServices();
  const { status, customer } = useStore(desk.shown);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useCustomers(campaign.id, status);
  const attempt = useAttempt();
  const t = useWords();
  const failure = useFailure();
  const rows = data?.pages.flatMap((page) => page.data) ?? [];
  const open = (id: string): void => desk.shown.set((before) => ({ ...before, campaign: campaign.id, customer: id }));
  return (
    <>
      <Tabs
        value={status}
        variant="fullWidth"
        aria-label={t('campaigns.groups')}
        onChange={(_, next: CustomerStatus) => desk.shown.set((before) => ({ ...before, status: next }))}
        sx={{ minHeight: 44, flex: 'none', borderBottom: 1, borderColor: 'divider' }}
      >
        {CustomerStatus.options.map((one) => (
          <Tab
            key={one}
            value={one}
            label={
              <>
                <span>{t(`campaigns.status.${one}`)}</span>
                <Box component="span" data-testid={`count-${one}`} sx={{ fontVariantNumeric: 'tabular-nums' }}>
                  {campaign.counts[one]}
                </Box>
              </>
            }
            sx={{ minHeight: 44, minWidth: 0, px: 0.5, py: 0, fontSize: 12.5, lineHeight: '18px' }}
          />
        ))}
      </Tabs>
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        {error && !data && (
          <Box sx={{ px: 1.5 }}>
            <Sentence alert>{failure(error)}</Sentence>
          </Box>
        )}
        {data && rows.length === 0 && (
          <Box sx={{ px: 1.5 }}>
            <Sentence>
              {t(status === 'unprocessed' && campaign.fetchCount > 0 ? 'campaigns.empty.fetch' : `campaigns.empty.${status}`)}
            </Sentence>
          </Box>
        )}
        {rows.map((row) => (
          <Line
            key={row.id}
            row={row}
            on={row.id === customer}
            onOpen={() => open(row.id)}
            onDial={() => mode === 'preview' && attempt(() => desk.dialer.dial(row.id))}
          />
        ))}
        {hasNextPage && (
          <Button fullWidth aria-busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('campaigns.more')}
          </Button>
        )}
      </Box>
    </>
  );
}
