import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useWords } from '../../i18n/use-words';
import { PendingMark } from '../PendingMark';
import { faultWords } from './words';
import type { Trouble } from './use-step';
import { waitWords } from './words';

type FieldGiven = {
  label: string;
  value: string;
  set: (value: string) => void;
  input: NonNullable<NonNullable<TextFieldProps['slotProps']>['htmlInput']>;
  type?: 'text' | 'password';
  focus?: boolean;
};

export function Field({ label, value, set, input, type = 'text', focus = false }: FieldGiven) {
  return (
    <TextField
      label={label}
      type={type}
      value={value}
      onChange={(e) => set(e.target.value)}
      autoFocus={focus}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: input }}
    />
  );
}

export function TroubleLine({ trouble }: { trouble: Trouble | null }) {
  const t = useWords();
  if (!trouble) return null;
  return (
    <Box role="alert" data-testid="login-error" sx={{ color: 'error.main' }}>
      {t(trouble.words)}
      {trouble.issues?.length ? ` ${trouble.issues.map((issue) => faultWords(t, issue)).join('；')}` : ''}
      {trouble.wait !== undefined && ` ${waitWords(t, trouble.wait)}`}
    </Box>
  );
}

type SubmitGiven = { label: string; busy: boolean; enabled: boolean; testId: string };

export function Submit({ label, busy, enabled, testId }: SubmitGiven) {
  return (
    <Button
      type="submit"
      size="large"
      variant="contained"
      disabled={!enabled}
      aria-busy={busy}
      startIcon={busy ? <PendingMark /> : undefined}
      data-testid={testId}
    >
      {label}
    </Button>
  );
}

export function BackToLogin({ back }: { back: () => void }) {
  const t = useWords();
  return (
    <Button size="small" onClick={back} data-testid="back-to-login">
      {t('doors.back')}
    </Button>
  );
}
