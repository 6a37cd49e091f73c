import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { randomPassword } from '../../lib/random-password';
import type { InputProps } from './input-props';

/** What is written and never read: of one that is there only that it is. `makes`: a button makes a new one, shown until it is saved. */
export function SecretInput({ label, value, onChange, disabled, error, isSet, makes = false }: InputProps & { makes?: boolean }) {
  const t = useWords();
  const [made, setMade] = useState('');
  const make = (): void => {
    const next = randomPassword();
    setMade(next);
    onChange(next);
  };
  return (
    <TextField
      fullWidth
      type={value !== '' && value === made ? 'text' : 'password'}
      value={typeof value === 'string' ? value : ''}
      placeholder={t(isSet ? 'screens.secretSet' : 'screens.secretNotSet')}
      disabled={disabled}
      error={error !== undefined}
      helperText={error}
      onChange={(e) => onChange(e.target.value)}
      slotProps={{
        htmlInput: { 'aria-label': label, autoComplete: 'new-password' },
        input: {
          endAdornment: makes && !disabled && (
            <Button size="small" onClick={make}>
              {t('screens.secretMake')}
            </Button>
          ),
        },
      }}
    />
  );
}

/** For a desk phone, whose password is typed into it once. */
export default function MadeSecretInput(props: InputProps) {
  return <SecretInput {...props} makes />;
}
