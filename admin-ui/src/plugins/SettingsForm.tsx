/** A plugin's settings as a form, from the fields that its schema says. A secret is written, never read. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import type { FieldSchema, PluginInfo } from '@zuoxi/contracts';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useLanguage, useWords } from '../i18n/use-words';
import { SettingsRefused } from './admin';

type Values = Record<string, unknown>;
type FieldProps = { field: FieldSchema; value: unknown; set(value: unknown): void; wrong: boolean };

const asText = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

function Text({ field, value, set, wrong }: FieldProps) {
  const [language] = useLanguage();
  const t = useWords();
  const { of } = field;
  const isSecret = of.kind === 'password';
  const given = typeof value === 'string';
  const choices = of.kind === 'choice' ? of.choices : null;
  return (
    <TextField
      fullWidth
      select={choices !== null}
      label={field.label[language]}
      type={isSecret ? 'password' : of.kind === 'decimal' ? 'number' : 'text'}
      autoComplete={isSecret ? 'new-password' : 'off'}
      value={isSecret && !given ? '' : asText(value)}
      placeholder={isSecret && value === true ? t('plugins.secretSet') : undefined}
      error={wrong}
      helperText={wrong ? t('plugins.wrong') : field.help?.[language]}
      onChange={(e) => set(of.kind === 'decimal' ? Number(e.target.value) : e.target.value)}
      slotProps={{
        input: {
          endAdornment: isSecret && value === true && <Button onClick={() => set(null)}>{t('plugins.secretForget')}</Button>,
        },
      }}
    >
      {choices?.map((choice) => (
        <MenuItem key={choice.value} value={choice.value}>
          {choice.label[language]}
        </MenuItem>
      ))}
    </TextField>
  );
}

function YesNo({ field, value, set }: FieldProps) {
  const [language] = useLanguage();
  return (
    <Box>
      <FormControlLabel
        control={<Switch size="small" checked={value === true} onChange={(_, on) => set(on)} />}
        label={field.label[language]}
      />
      {field.help && <FormHelperText>{field.help[language]}</FormHelperText>}
    </Box>
  );
}

const drawn = (props: FieldProps): ReactElement =>
  props.field.of.kind === 'boolean' ? <YesNo {...props} /> : <Text {...props} />;

export function SettingsForm({ plugin, save }: { plugin: PluginInfo; save(values: Values): Promise<void> }) {
  const t = useWords();
  const [changes, setChanges] = useState<Values>({});
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [said, setSaid] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    setWrong([]);
    try {
      await save(changes);
      setSaid('plugins.saved');
    } catch (error) {
      if (error instanceof SettingsRefused) setWrong(error.issues.map(({ field }) => field));
      setSaid('plugins.failed');
    }
  };
  const changed = Object.keys(changes).length > 0;
  return (
    <Box
      component="form"
      aria-label={t('plugins.settings')}
      onSubmit={(e: FormEvent) => {
        e.preventDefault();
        void submit();
      }}
      sx={{ display: 'grid', gap: 1.5, pt: 1 }}
    >
      {plugin.settings.map((field) => (
        <Box key={field.path}>
          {drawn({
            field,
            value: field.path in changes ? changes[field.path] : plugin.values[field.path],
            set: (value) => setChanges({ ...changes, [field.path]: value }),
            wrong: wrong.includes(field.path),
          })}
        </Box>
      ))}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <Button type="submit" variant="contained" disabled={!changed}>
          {t('plugins.save')}
        </Button>
        {said && <span role="status">{t(said)}</span>}
      </Box>
    </Box>
  );
}
