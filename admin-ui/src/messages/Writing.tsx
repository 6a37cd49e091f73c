import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { useServices } from './services';
import { useWords, type Words } from '../i18n/use-words';
import { RestError } from '../providers/strapi/http';
import { Sentence } from '../kit/card';
import type { Draft } from './mail';
import { RecipientsInput } from './RecipientsInput';
import { longest } from './reply';

type Wrong = { to?: string; said?: string };
type Props = { draft: Draft; onChange: (draft: Draft) => void; onSent: () => void; onDiscard: () => void };

function wrongOf(error: unknown, t: Words): Wrong {
  if (!(error instanceof RestError)) return { said: t('refusal.internal') };
  const issue = error.said.issues?.[0];
  return issue ? { to: t(`messages.wrong.${issue.code}`, { limit: issue.limit }) } : { said: t(`refusal.${error.code}`) };
}

/** In the place of the message that was read, and no dialog over the page: a call that comes meanwhile is answered as ever, and what was typed stays. */
export function Writing({ draft, onChange, onSent, onDiscard }: Props) {
  const { mail } = useServices();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Wrong>({});
  const to = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const answers = useRef(draft.to.length > 0);
  const t = useWords();
  useEffect(() => {
    if (!answers.current) return to.current?.focus();
    body.current?.focus();
    body.current?.setSelectionRange(0, 0); // above what is quoted
  }, []);
  const change = (part: Partial<Draft>): void => onChange({ ...draft, ...part });
  const complete = draft.to.length > 0 && draft.subject.trim() !== '' && draft.body.trim() !== '';
  const send = async (): Promise<void> => {
    setBusy(true);
    setWrong({});
    try {
      await mail.send(draft);
      onSent();
    } catch (error) {
      setWrong(wrongOf(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Box
      component="form"
      aria-label={t('messages.write')}
      data-testid="writing"
      onSubmit={(e) => {
        e.preventDefault();
        if (complete && !busy) void send();
      }}
      sx={{ p: 1.5, pt: 2, display: 'flex', flexDirection: 'column', gap: 2, minHeight: '100%' }}
    >
      <RecipientsInput value={draft.to} onChange={(to) => change({ to })} error={wrong.to} inputRef={to} />
      <TextField
        label={t('messages.subject')}
        value={draft.subject}
        onChange={(e) => change({ subject: e.target.value })}
        slotProps={{ htmlInput: { maxLength: longest.subject } }}
        sx={{ m: 0 }}
      />
      <TextField
        label={t('messages.body')}
        inputRef={body}
        value={draft.body}
        onChange={(e) => change({ body: e.target.value })}
        multiline
        minRows={10}
        maxRows={18}
        slotProps={{ htmlInput: { maxLength: longest.body } }}
        sx={{ m: 0 }}
      />
      {wrong.said && <Sentence alert>{wrong.said}</Sentence>}
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Button type="submit" variant="contained" disabled={!complete} aria-busy={busy}>
          {t('messages.send')}
        </Button>
        <Button onClick={onDiscard}>{t('messages.discard')}</Button>
        {!complete && <Box sx={{ color: 'text.secondary', fontSize: 12.5 }}>{t('messages.incomplete')}</Box>}
      </Box>
    </Box>
  );
}
