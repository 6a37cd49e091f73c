import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { FieldSchema } from '@zuoxi/contracts';
import { useWords } from '../../i18n/use-words';
import { useLabels } from '../use-schema';
import { KindInput, type InputProps } from './inputs';
import { PartFrame } from './PartFrame';

type Values = Record<string, unknown>;

/** The fields of one component, one below the other. */
export function PartFields({
  fields,
  values,
  onChange,
  disabled,
}: {
  fields: readonly FieldSchema[];
  values: Values;
  onChange: (values: Values) => void;
  disabled: boolean;
}) {
  const say = useLabels();
  return fields.map((field) => (
    <Box key={field.path} sx={{ display: 'grid', gridTemplateColumns: '110px minmax(0, 1fr)', gap: 1, alignItems: 'center' }}>
      <Box sx={{ color: 'text.secondary' }}>
        {say(field.label)}
        {field.required && ' *'}
      </Box>
      <KindInput
        field={field}
        label={say(field.label)}
        value={values[field.path] ?? ''}
        onChange={(value) => onChange({ ...values, [field.path]: value })}
        disabled={disabled || field.access !== 'write'}
        error={undefined}
      />
    </Box>
  ));
}

/** A component: one, or a list whose parts are added, moved and taken away. */
export function PartInput({ field, value, onChange, disabled, error }: InputProps) {
  const t = useWords();
  const { of } = field;
  if (of.kind !== 'component') return null;
  const parts: Values[] = Array.isArray(value) ? value : typeof value === 'object' && value !== null ? [value as Values] : [];
  const set = (next: Values[]): void => onChange(of.many ? next : (next[0] ?? null));
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {parts.map((part, at) => (
        <PartFrame key={at} at={at} parts={parts} onChange={set} disabled={disabled} movable={of.many}>
          <PartFields
            fields={of.fields}
            values={part}
            onChange={(next) => set(parts.map((one, i) => (i === at ? next : one)))}
            disabled={disabled}
          />
        </PartFrame>
      ))}
      {!disabled && (of.many || parts.length === 0) && (
        <Button variant="outlined" startIcon={<AddIcon />} onClick={() => set([...parts, {}])} sx={{ justifySelf: 'start' }}>
          {t('generated.addPart')}
        </Button>
      )}
      {error && (
        <Box role="alert" sx={{ color: 'error.main', fontSize: 12.5 }}>
          {error}
        </Box>
      )}
    </Box>
  );
}
