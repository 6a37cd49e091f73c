import {
  Box,
  Button,
  Card,
  dateTime,
  Icon,
  RowForm,
  Sentence,
  Tooltip,
  useAttempt,
  useType,
  useWhyNoCall,
} from '@zuoxi/plugin/ui';
import { useFailure, useServices, useWords } from './services';
import { workPath } from './pages';
import { useQueryClient } from '@tanstack/react-query';
import type { MyCampaign } from '../src/contract';
import type { DataRow, TypeSchema } from '@zuoxi/contracts';
import { useRef } from 'react';
import { ContactForm } from './ContactForm';
import { customerFacts, customerType } from './customer-facts';
import { History } from './History';
import { useAgain, useCustomer } from './use-campaigns';

/** What the contact says, not the form (CMP-16); the campaign and the owner are not the agent's to change. */
const notInForm: readonly string[] = [
  ...['campaign', 'owner', 'group', 'status', 'result', 'followUpAt', 'attempts', 'lastCallAt'],
  ...['createdAt', 'updatedAt'],
];
const formOf = (type: TypeSchema): TypeSchema => ({
  ...type,
  // a number that is only read stands in the head, where calling it counts as an attempt
  fields: type.fields.filter(({ path, access }) => !notInForm.includes(path) && (path !== 'number' || access === 'write')),
});

function Head({ row, campaign }: { row: DataRow; campaign: MyCampaign }) {
  const { desk } = useServices();
  const no = useWhyNoCall();
  const attempt = useAttempt();
  const t = useWords();
  const { id, name, number, attempts, lastCallAt, status } = customerFacts(row);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minHeight: 36 }}>
      <Box component="h1" sx={{ m: 0, fontSize: 16, fontWeight: 600 }}>
        {name || t('campaigns.noName')}
      </Box>
      <Box component="span" data-testid="customer-number">
        {number}
      </Box>
      <Tooltip title={no ?? ''}>
        <span>
          <Button
            variant="contained"
            startIcon={<Icon name="call" />}
            disabled={no !== null}
            data-testid="dial-customer"
            onClick={() => attempt(() => desk.dialer.dial(id))}
          >
            {t('campaigns.dial')}
          </Button>
        </span>
      </Tooltip>
      <Box component="span" sx={{ color: 'text.secondary', fontSize: 12.5 }}>
        {campaign.name}
        {' · '}
        {t(`campaigns.status.${status || 'unprocessed'}`)}
        {lastCallAt !== null && ` · ${t('campaigns.attempts', { n: attempts, at: dateTime(lastCallAt, Date.now()) })}`}
      </Box>
    </Box>
  );
}

/** CMP-14, CMP-16, CMP-18: who it is, what to say, what came of it, and what came of it before. */
export function CustomerCard({ id, campaign }: { id: string; campaign: MyCampaign }) {
  const { desk, host } = useServices();
  const { data: row, error } = useCustomer(id);
  const again = useAgain();
  const client = useQueryClient();
  const form = useRef<HTMLDivElement>(null);
  const t = useWords();
  const failure = useFailure();
  const type = useType(customerType);
  if (error)
    return (
      <Box sx={{ p: 1.5 }}>
        <Sentence alert>{failure(error)}</Sentence>
      </Box>
    );
  if (!row || !type)
    return (
      <Box sx={{ p: 1.5 }}>
        <Sentence>{t('ra.page.loading')}</Sentence>
      </Box>
    );
  const save = async (values: Record<string, unknown>): Promise<void> => {
    if (Object.keys(values).length === 0) return;
    client.setQueryData([type.name, 'getOne', { id }], await host.rows.update(type.name, id, values));
    again();
  };
  return (
    <Box
      component="article"
      data-testid="card"
      data-customer={id}
      sx={{ p: 1.5, pt: 0.75, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 348px', gap: 1.5, alignItems: 'start' }}
    >
      <Box sx={{ gridColumn: '1 / -1' }}>
        <Head row={row} campaign={campaign} />
      </Box>
      <Box ref={form} sx={{ display: 'grid', gap: 1.5 }}>
        {campaign.script && (
          <Card title={t('campaigns.script')}>
            <Box data-testid="script" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', lineHeight: 1.7 }}>
              {campaign.script}
            </Box>
          </Card>
        )}
        <RowForm type={formOf(type)} row={row} path={workPath} onSave={save} typing={desk.typingOf(id)} />
      </Box>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <ContactForm
          customer={id}
          campaign={campaign}
          onSaved={() => form.current?.querySelector('form')?.requestSubmit()} // one save for the whole card
        />
        <History id={id} />
      </Box>
    </Box>
  );
}
