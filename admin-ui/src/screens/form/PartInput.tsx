import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { FieldSchema } from '@zuoxi/contracts';
import { useWords } from '../../i18n/use-words';
import { useLabels } from '../../kit/use-schema';
import type { OuterProps } from './input-props';
import { PartFrame } from './PartFrame';
import { held } from './values';

type Values = Record<string, unknown>;

type Fields = Pick<OuterProps, 'Inner'> & {
  fields: readonly FieldSchema[];
  values: Values;
  onChange: (values: Values) => void;
  disabled: boolean;
  /** said once for a list of them, at the first */
  helped?: boolean;
};

const shortKinds = ['text', 'integer', 'choice', 'phone', 'date', 'time'];
/** A few short ones fit into one line, and so a list of them reads as a table. */
const fitOneLine = (fields: readonly FieldSchema[]): boolean =>
  fields.length <= 4 && fields.every(({ of }) => shortKinds.includes(of.kind));

/** The fields of one component: side by side, or one below the other. */
export function PartFields({ fields, values, onChange, disabled, helped = true, Inner }: Fields) {
  const say = useLabels();
  const line = fitOneLine(fields);
  const input = (field: FieldSchema) => (
    <Box sx={{ minWidth: 0 }}>
      <Inner
        field={field}
        label={say(field.label)}
        value={values[field.path] ?? ''}
        onChange={(value) => onChange({ ...values, [field.path]: value })}
        disabled={disabled || field.access !== 'write'}
        error={undefined}
      />
      {helped && field.help && <Box sx={{ color: 'text.secondary', fontSize: 12 }}>{say(field.help)}</Box>}
    </Box>
  );
  const name = (field: FieldSchema) => (
    <Box sx={{ color: 'text.secondary', ...(line ? { fontSize: 12.5 } : { lineHeight: '34px' }) }}>
      {say(field.label)}
      {field.required && ' *'}
    </Box>
  );
  const columns = line ? `repeat(${fields.length}, minmax(0, 1fr))` : '110px minmax(0, 1fr)';
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: columns, gap: 1, alignItems: 'start' }}>
      {fields.map((field) => (
        <Box key={field.path} sx={line ? { minWidth: 0 } : { display: 'contents' }}>
          {name(field)}
          {input(field)}
        </Box>
      ))}
    </Box>
  );
}

/** A component: one, or a list whose parts are added, moved and taken away. */
export function PartInput({ field, value, onChange, disabled, error, Inner }: OuterProps) {
  const t = useWords();
  const say = useLabels();
  const { of } = field;
  if (of.kind !== 'component') return null;
  const parts: Values[] = Array.isArray(value) ? value : typeof value === 'object' && value !== null ? [value as Values] : [];
  const set = (next: Values[]): void => onChange(of.many ? next : (next[0] ?? null));
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {parts.map((part, at) => (
        <PartFrame
          key={at}
          at={at}
          parts={parts}
          onChange={set}
          disabled={disabled}
          movable={of.many}
          name={of.many ? `${say(field.label)} ${at + 1}` : say(field.label)}
          flat={fitOneLine(of.fields)}
          title={of.many && !fitOneLine(of.fields) ? String(at + 1) : undefined}
        >
          <PartFields
            Inner={Inner}
            fields={of.fields}
            values={part}
            onChange={(next) => set(parts.map((one, i) => (i === at ? next : one)))}
            disabled={disabled}
            helped={at === 0}
          />
        </PartFrame>
      ))}
      {!disabled && (of.many || parts.length === 0) && (
        <Button
          variant="outlined"
          startIcon={<AddIcon />}
          aria-label={`${t('screens.addPart')} ${say(field.label)}`}
          onClick={() => set([...parts, held(of.fields, null)])}
          sx={{ justifySelf: 'start' }}
        >
          {t('screens.addPart')}
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
