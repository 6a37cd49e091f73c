import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Condition, FieldSchema, FilterOp } from '@zuoxi/contracts';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words';
import { dayBound, dayValue } from '../../lib/dates';
import { selectNamed } from '../../lib/select-named';
import { isNumber } from '../value-at';
import { RelationPicker } from '../form/RelationPicker';
import { useLabels } from '../../kit/use-schema';

type Props = { field: FieldSchema; conditions: Condition[]; onChange: (conditions: Condition[]) => void };
type Kind = FieldSchema['of']['kind'];

const found = (conditions: Condition[], ...ops: FilterOp[]): Condition['value'] =>
  conditions.find(({ op }) => ops.includes(op))?.value;

/** A part of the text; of a masked field the whole of it, because nothing else is answered. */
function TextFilter({ field, conditions, onChange }: Props) {
  const label = useLabels()(field.label);
  const op = field.access === 'masked' ? 'eq' : 'contains';
  return (
    <TextField
      value={found(conditions, op) ?? ''}
      placeholder={label}
      onChange={(e) => onChange(e.target.value === '' ? [] : [{ field: field.path, op, value: e.target.value }])}
      sx={{ width: 130 }}
      slotProps={{ htmlInput: { 'aria-label': label, maxLength: 200 } }}
    />
  );
}

function OneOf({ field, conditions, onChange, options }: Props & { options: { value: string | boolean; text: string }[] }) {
  const label = useLabels()(field.label);
  const value = found(conditions, 'eq', 'in');
  return (
    <TextField
      select
      value={value === undefined ? '' : String([value].flat()[0])}
      onChange={(e) => {
        const option = options.find((one) => String(one.value) === e.target.value);
        onChange(option ? [{ field: field.path, op: 'eq', value: option.value }] : []);
      }}
      sx={{ minWidth: 110, maxWidth: 160, '& .MuiSelect-select': value === undefined ? { color: 'text.secondary' } : {} }}
      slotProps={selectNamed(label, { displayEmpty: true })}
    >
      <MenuItem value="">{label}</MenuItem>
      {options.map(({ value: v, text }) => (
        <MenuItem key={String(v)} value={String(v)}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  );
}

function ChoiceFilter(props: Props) {
  const label = useLabels();
  const { of } = props.field;
  if (of.kind !== 'choice' && of.kind !== 'multiChoice') return null;
  return <OneOf {...props} options={of.choices.map((choice) => ({ value: choice.value, text: label(choice.label) }))} />;
}

function YesNoFilter(props: Props) {
  const t = useWords();
  return <OneOf {...props} options={[true, false].map((value) => ({ value, text: t(value ? 'screens.yes' : 'screens.no') }))} />;
}

/** From and to; either may be left open. */
function RangeFilter({ field, conditions, onChange }: Props) {
  const t = useWords();
  const label = useLabels()(field.label);
  const { kind } = field.of;
  const day = kind === 'datetime' || kind === 'date';
  /** durations are typed in seconds */
  const unit = kind === 'integer' && field.of.unit === 'ms' ? 1000 : 1;
  const bound = (op: 'gte' | 'lte', end: 'from' | 'to'): ReactNode => {
    const value = found(conditions, op);
    const read = (text: string): string | number | undefined => {
      if (text === '') return undefined;
      if (kind !== 'datetime') return day || kind === 'time' || kind === 'bigInteger' ? text : Number(text) * unit;
      const at = dayBound(text, op === 'gte' ? 'first' : 'last');
      return at === undefined ? undefined : new Date(at).toISOString();
    };
    const shown =
      kind === 'datetime' && typeof value === 'string'
        ? dayValue(Date.parse(value))
        : typeof value === 'number'
          ? value / unit
          : (value ?? '');
    return (
      <TextField
        type={day ? 'date' : isNumber(field.of) ? 'number' : 'time'}
        value={shown}
        placeholder={unit === 1 ? `${label} ${t(`filter.${end}`)}` : t('screens.seconds')}
        onChange={(e) => {
          const next = read(e.target.value);
          const rest = conditions.filter((one) => one.op !== op);
          onChange(next === undefined ? rest : [...rest, { field: field.path, op, value: next }]);
        }}
        sx={{ width: day ? 134 : 96 }}
        slotProps={{ htmlInput: { 'aria-label': `${label} ${t(`filter.${end}`)}` } }}
      />
    );
  };
  return (
    <span title={label} style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      {label}
      {bound('gte', 'from')}–{bound('lte', 'to')}
    </span>
  );
}

function RelationFilter({ field, conditions, onChange }: Props) {
  const label = useLabels()(field.label);
  const value = found(conditions, 'eq');
  if (field.of.kind !== 'relation') return null;
  return (
    <RelationPicker
      target={field.of.target}
      label={label}
      placeholder={label}
      value={typeof value === 'string' ? [{ id: value, label: '' }] : []}
      many={false}
      onChange={([one]) => onChange(one ? [{ field: field.path, op: 'eq', value: one.id }] : [])}
      width={150}
    />
  );
}

const inputs: Partial<Readonly<Record<Kind, (props: Props) => ReactNode>>> = {
  choice: ChoiceFilter,
  multiChoice: ChoiceFilter,
  boolean: YesNoFilter,
  integer: RangeFilter,
  decimal: RangeFilter,
  bigInteger: RangeFilter,
  date: RangeFilter,
  datetime: RangeFilter,
  time: RangeFilter,
  relation: RelationFilter,
};

/** One field of the query bar, by kind. */
export function FilterInput(props: Props) {
  const Input = props.field.access === 'masked' ? TextFilter : (inputs[props.field.of.kind] ?? TextFilter);
  return <Input {...props} />;
}
