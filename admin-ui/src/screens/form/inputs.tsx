import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import type { FieldSchema, FileValue, Related } from '@zuoxi/contracts';
import type { ReactNode } from 'react';
import { DialButton } from '../cells/DialNumber';
import { useWords } from '../../i18n/use-words';
import { selectNamed } from '../../lib/select-named';
import { useLabels } from '../../kit/use-schema';
import { FileInput } from './FileInput';
import type { InputProps } from './input-props';
import { PartInput } from './PartInput';
import { RelationPicker } from './RelationPicker';
import { SecretInput } from './SecretInput';
import { blocksAsText, textAsBlocks } from './values';
import { ZoneInput } from './ZoneInput';

type Kind = FieldSchema['of']['kind'];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One line, or several, of what a keyboard types; the kind says what the browser helps with. */
function Typed({ field, label, value, onChange, disabled, error }: InputProps) {
  const { kind } = field.of;
  const rows = { longText: 3, richText: 6, json: 5, blocks: 6 }[kind as string];
  const types: Partial<Record<Kind, string>> = {
    date: 'date',
    time: 'time',
    datetime: 'datetime-local',
    email: 'email',
  };
  const modes: Partial<Record<Kind, 'numeric' | 'decimal' | 'tel'>> = {
    integer: 'numeric',
    bigInteger: 'numeric',
    decimal: 'decimal',
    phone: 'tel',
  };
  const shown = kind === 'blocks' ? blocksAsText(value) : text(value);
  return (
    <TextField
      fullWidth
      value={shown}
      type={types[kind] ?? 'text'}
      multiline={rows !== undefined}
      minRows={rows}
      maxRows={16}
      disabled={disabled}
      error={error !== undefined}
      helperText={error}
      onChange={(e) => onChange(kind === 'blocks' ? textAsBlocks(e.target.value, value) : e.target.value)}
      slotProps={{
        htmlInput: { 'aria-label': label, inputMode: modes[kind], autoComplete: 'off' },
        input: {
          endAdornment: kind === 'phone' && shown !== '' && (
            <InputAdornment position="end">
              <DialButton number={shown} />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}

function ChoiceInput({ field, label, value, onChange, disabled, error }: InputProps) {
  const say = useLabels();
  const { of } = field;
  if (of.kind !== 'choice' && of.kind !== 'multiChoice') return null;
  const many = of.kind === 'multiChoice';
  return (
    <TextField
      select
      fullWidth
      value={many ? (Array.isArray(value) ? value : []) : text(value)}
      disabled={disabled}
      error={error !== undefined}
      helperText={error}
      onChange={(e) => onChange(e.target.value)}
      slotProps={selectNamed(label, { multiple: many, displayEmpty: !many })}
    >
      {!many && <MenuItem value="">–</MenuItem>}
      {of.choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value}>
          {say(choice.label)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function YesNoInput({ label, value, onChange, disabled }: InputProps) {
  const t = useWords();
  return (
    <FormControlLabel
      disabled={disabled}
      control={
        <Checkbox
          size="small"
          checked={value === true}
          onChange={(e) => onChange(e.target.checked)}
          slotProps={{ input: { 'aria-label': label } }}
        />
      }
      label={t(value === true ? 'screens.yes' : 'screens.no')}
    />
  );
}

function RelationInput({ field, label, value, onChange, disabled, error }: InputProps) {
  if (field.of.kind !== 'relation') return null;
  const { target, many } = field.of;
  return (
    <RelationPicker
      target={target}
      label={label}
      many={many}
      value={Array.isArray(value) ? (value as Related[]) : []}
      onChange={onChange}
      disabled={disabled}
      error={error}
    />
  );
}

function FilesInput({ field, label, value, onChange, disabled, error }: InputProps) {
  if (field.of.kind !== 'file') return null;
  const files = Array.isArray(value) ? (value as FileValue[]) : [];
  return <FileInput {...field.of} label={label} files={files} onChange={onChange} disabled={disabled} error={error} />;
}

const inputs: Partial<Readonly<Record<Kind, (props: InputProps) => ReactNode>>> = {
  choice: ChoiceInput,
  multiChoice: ChoiceInput,
  boolean: YesNoInput,
  relation: RelationInput,
  file: FilesInput,
  component: (props) => <PartInput {...props} Inner={KindInput} />,
  zone: (props) => <ZoneInput {...props} Inner={KindInput} />,
  password: SecretInput,
};

/** The input of a kind of field: a table; everything else is typed. */
export function KindInput(props: InputProps) {
  const Input = inputs[props.field.of.kind] ?? Typed;
  return <Input {...props} />;
}
