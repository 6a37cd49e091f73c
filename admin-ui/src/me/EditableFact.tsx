import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useWords } from '../i18n/use-words';
import { RestError } from '../providers/strapi/http';

type Props = { id: string; label: string; value: string; maxLength: number; onSave: (value: string) => Promise<void> };

const field = {
  border: 1,
  borderColor: 'divider',
  borderRadius: 0.5,
  px: 1,
  height: 32,
  display: 'flex',
  alignItems: 'center',
  minWidth: 0,
};

/** PER-01: a grey field is read only. */
export const GreyFact = ({ id, value }: { id: string; value: string }) => (
  <Box data-testid={`me-${id}`} sx={{ ...field, bgcolor: (theme) => theme.zuoxi.raised, color: 'text.secondary' }}>
    {value || '–'}
  </Box>
);

/** PER-01: a white field is edited after a double click (or Enter) and saved when it is left; Escape leaves it as it was. */
export function WhiteFact({ id, label, value, maxLength, onSave }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const t = useWords();
  const begin = (): void => setDraft(value);
  const leave = async (): Promise<void> => {
    if (draft === null) return;
    if (draft.trim() !== value)
      try {
        await onSave(draft.trim());
      } catch (error) {
        if (!(error instanceof RestError)) throw error;
        const issue = error.said.issues?.[0]?.code;
        return setWrong(issue ? t(`issue.${issue}`) : t(`refusal.${error.code}`));
      }
    setWrong(null);
    setDraft(null);
  };
  if (draft === null)
    return (
      <Box
        role="button"
        tabIndex={0}
        data-testid={`me-${id}`}
        aria-label={`${label}: ${value || t('me.empty')}`}
        title={t('me.editHelp')}
        onDoubleClick={begin}
        onKeyDown={(e) => e.key === 'Enter' && begin()}
        sx={{ ...field, bgcolor: 'background.paper', cursor: 'text' }}
      >
        {value || <Box sx={{ color: 'text.secondary' }}>{t('me.empty')}</Box>}
      </Box>
    );
  return (
    <TextField
      fullWidth
      autoFocus
      value={draft}
      error={wrong !== null}
      helperText={wrong}
      onChange={(e) => setDraft(e.target.value)}
      onBlur={() => void leave()}
      onKeyDown={(e) => {
        if (e.key === 'Enter') void leave();
        if (e.key === 'Escape') {
          setWrong(null);
          setDraft(null);
        }
      }}
      slotProps={{ htmlInput: { 'aria-label': label, 'data-testid': `me-${id}-input`, maxLength } }}
    />
  );
}
