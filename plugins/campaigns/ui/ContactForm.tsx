import {
  Box,
  Button,
  Card,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  useAttempt,
  useSaveKey,
  useStore,
  type Failure,
  type Words,
} from '@zuoxi/plugin/ui';
import { useServices, useWords } from './services';
import { ContactStatus, type MyCampaign } from '../src/contract';
import { useRef, useState, type ReactNode } from 'react';
import { emptyDraft } from './campaign-desk';
import { bodyOf, missing } from './contact';
import { useAgain } from './use-campaigns';

function saidOf({ key, issues }: Failure, t: Words): string {
  return [
    t(key),
    ...issues.map(({ field, code, limit }) =>
      t('pair.named', { name: t(`campaigns.contact.${field}`), words: t(`issue.${code}`, { limit }) }),
    ),
  ].join(' ');
}

const Choice = ({ label, children }: { label: string; children: ReactNode }) => (
  <Box>
    <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: 12.5, mb: 0.25 }}>
      {label}
    </Box>
    {children}
  </Box>
);

type Props = { customer: string; campaign: MyCampaign; onSaved: () => void };

/** CMP-16: status, result, remark. What is typed waits for its customer, whoever's card is opened meanwhile. */
export function ContactForm({ customer, campaign, onSaved }: Props) {
  const { desk, host } = useServices();
  const draft = useStore(desk.drafts)[customer] ?? emptyDraft;
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const again = useAgain();
  const attempt = useAttempt();
  const t = useWords();
  const results = campaign.results.filter(({ status }) => status === draft.status);
  const save = async (): Promise<void> => {
    if (busy) return;
    const lacks = missing(draft, campaign.results, Date.now());
    if (lacks) return setSaid(t(`campaigns.contact.lacks.${lacks}`));
    setBusy(true);
    setSaid(null);
    try {
      await desk.rest.contact(customer, bodyOf(draft, desk.last.get(), customer));
      desk.draft(customer, null);
      desk.runner.written(customer);
      onSaved();
      again();
      if (host.live.state.get().view?.activity.kind === 'wrapUp') attempt(() => host.live.finishWrapUp()); // ACW-13
    } catch (error) {
      const failure = host.failureOf(error);
      if (!failure) throw error;
      setSaid(saidOf(failure, t));
    } finally {
      setBusy(false);
    }
  };
  useSaveKey(form, () => customer in desk.drafts.get() && void save());
  return (
    <Card title={t('campaigns.contact.title')} testId="contact">
      <Box
        component="form"
        ref={form}
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void save();
        }}
        sx={{ display: 'grid', gap: 1.25 }}
      >
        <Choice label={t('campaigns.contact.status')}>
          <ToggleButtonGroup
            exclusive
            fullWidth
            size="small"
            aria-label={t('campaigns.contact.status')}
            value={draft.status}
            onChange={(_, status: ContactStatus | null) => status && desk.draft(customer, { status, result: null })}
          >
            {ContactStatus.options.map((one) => (
              <ToggleButton key={one} value={one}>
                {t(`campaigns.status.${one}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </Choice>
        <Choice label={t('campaigns.contact.result')}>
          <ToggleButtonGroup
            exclusive
            size="small"
            aria-label={t('campaigns.contact.result')}
            value={draft.result}
            onChange={(_, result: string | null) => result && desk.draft(customer, { result })}
            sx={{
              flexWrap: 'wrap',
              gap: 0.5,
              minHeight: 32,
              '& .MuiToggleButton-root': { border: 1, borderColor: 'divider', borderRadius: 1, m: 0 },
            }}
          >
            {results.map(({ id, name }) => (
              <ToggleButton key={id} value={id}>
                {name}
              </ToggleButton>
            ))}
            {results.length === 0 && (
              <Box sx={{ color: 'text.secondary', fontSize: 12.5, alignSelf: 'center' }}>
                {t(draft.status ? 'campaigns.contact.noResults' : 'campaigns.contact.statusFirst')}
              </Box>
            )}
          </ToggleButtonGroup>
        </Choice>
        <Choice label={t('campaigns.contact.followUpAt')}>
          <TextField
            fullWidth
            type="datetime-local"
            value={draft.status === 'followUp' ? draft.followUpAt : ''}
            disabled={draft.status !== 'followUp'}
            onChange={(e) => desk.draft(customer, { followUpAt: e.target.value })}
            slotProps={{ htmlInput: { 'aria-label': t('campaigns.contact.followUpAt') } }}
          />
        </Choice>
        <Choice label={t('campaigns.contact.remark')}>
          <TextField
            fullWidth
            multiline
            minRows={2}
            maxRows={8}
            value={draft.remark}
            onChange={(e) => desk.draft(customer, { remark: e.target.value })}
            slotProps={{ htmlInput: { 'aria-label': t('campaigns.contact.remark'), maxLength: 2000 } }}
          />
        </Choice>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', minHeight: 36 }}>
          <Button type="submit" variant="contained" aria-busy={busy} data-testid="save-contact">
            {t('campaigns.contact.save')}
          </Button>
          {said && (
            <Box role="alert" sx={{ color: 'error.main', fontSize: 12.5 }}>
              {said}
            </Box>
          )}
        </Box>
      </Box>
    </Card>
  );
}
