import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Channel, Providers } from '@zuoxi/contracts';
import { useState, type FormEvent } from 'react';
import { useWords } from '../../i18n/use-words';
import { RestError } from '../../providers/strapi/http';
import { Card } from '../../kit/card';
import { choices, draftOf, fields, kinds, long, settingsOf } from './drafts';
import type { OutboxClient } from './outbox-client';

type Props = { channel: Channel; provider: Providers[Channel]; messages: OutboxClient; changed: () => void };
type Notice = { good: boolean; words: string; trouble?: string };
const shrink = { inputLabel: { shrink: true } };

/** How the messages of one channel leave. Its secret is written and never shown. */
export function ProviderForm({ channel, provider, messages, changed }: Props) {
  const [draft, setDraft] = useState(draftOf(provider.settings));
  const [secret, setSecret] = useState('');
  const [to, setTo] = useState('');
  const [said, setSaid] = useState<Notice | null>(null);
  const t = useWords();
  const set = (name: string, value: string): void => setDraft({ ...draft, [name]: value });
  const kind = provider.settings.kind === draft.kind ? provider.settings.kind : (draft.kind as typeof provider.settings.kind);
  const attempt = async (work: () => Promise<Notice>): Promise<void> => {
    setSaid(null);
    setSaid(
      await work().catch((error: unknown): Notice => ({
        good: false,
        words: error instanceof RestError ? `refusal.${error.code}` : 'refusal.internal',
      })),
    );
    changed();
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    void attempt(async () => {
      await messages.set(channel, { settings: settingsOf(draft), ...(secret && { secret }) });
      setSecret('');
      return { good: true, words: 'outbox.saved' };
    });
  };
  const test = (): void =>
    void attempt(async () => {
      const { sent, trouble } = await messages.test(channel, to);
      return sent ? { good: true, words: 'outbox.tested' } : { good: false, words: 'outbox.testFailed', trouble: trouble ?? '' };
    });

  return (
    <Card title={t(`outbox.${channel}`)}>
      <Box
        component="form"
        noValidate
        onSubmit={save}
        data-testid={`provider-${channel}`}
        sx={{ display: 'grid', gap: 1.75, pt: 1 }}
      >
        <TextField
          select
          label={t('outbox.field.kind')}
          value={kind}
          onChange={(e) => set('kind', e.target.value)}
          slotProps={shrink}
        >
          {kinds[channel].map((each) => (
            <MenuItem key={each} value={each}>
              {t(`outbox.kind.${each}`)}
            </MenuItem>
          ))}
        </TextField>
        {fields[kind].map((name) => (
          <TextField
            key={name}
            name={name}
            select={name in choices}
            multiline={long.includes(name)}
            label={t(`outbox.field.${name}`)}
            value={draft[name] ?? ''}
            onChange={(e) => set(name, e.target.value)}
            slotProps={shrink}
          >
            {choices[name]?.map((choice) => (
              <MenuItem key={choice} value={choice}>
                {name === 'security' ? t(`outbox.security.${choice}`) : choice}
              </MenuItem>
            ))}
          </TextField>
        ))}
        {kind !== 'outbox' && (
          <TextField
            type="password"
            name="secret"
            label={t(kind === 'smtp' ? 'outbox.field.secret' : 'outbox.field.key')}
            placeholder={provider.secretSet ? t('outbox.secretSet') : ''}
            value={secret}
            onChange={(e) => setSecret(e.target.value)}
            slotProps={{ ...shrink, htmlInput: { autoComplete: 'new-password' } }}
          />
        )}
        {kind === 'http' && <Box sx={{ color: 'text.secondary', fontSize: 12.5 }}>{t('outbox.help')}</Box>}
        {said && (
          <Box
            role={said.good ? 'status' : 'alert'}
            sx={{ color: said.good ? 'success.main' : 'error.main', overflowWrap: 'anywhere' }}
          >
            {t(said.words, { trouble: said.trouble })}
          </Box>
        )}
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <Button type="submit" variant="contained">
            {t('outbox.save')}
          </Button>
          <TextField
            label={t('outbox.to')}
            name="to"
            value={to}
            onChange={(e) => setTo(e.target.value)}
            slotProps={shrink}
            sx={{ ml: 'auto', width: 180 }}
          />
          <Button variant="outlined" disabled={to.trim().length < 3} onClick={test}>
            {t('outbox.test')}
          </Button>
        </Box>
      </Box>
    </Card>
  );
}
