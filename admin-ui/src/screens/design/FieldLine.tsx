import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import CloseIcon from '@mui/icons-material/Close';
import DragIndicatorIcon from '@mui/icons-material/DragIndicator';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import type { FieldSchema, ScreenView } from '@zuoxi/contracts';
import type { DragEvent } from 'react';
import { useWords } from '../../i18n/use-words';
import { useLabels } from '../../kit/use-schema';
import { cut } from '../../theme/cut';

export type Rule = ScreenView['fields'][string];
export const dragKind = 'text/x-zuoxi-field';

type Props = {
  schema: FieldSchema;
  half: boolean;
  rule: Rule;
  onHalf: (half: boolean) => void;
  onRule: (rule: Rule) => void;
  onStep: (by: 1 | -1) => void;
  onTakeOut: () => void;
  onDrop: (event: DragEvent) => void;
};

/** One field of the form that is being arranged: dragged, or moved by its arrows; how wide, whether required or read only; out of the form. */
export function FieldLine({ schema, half, rule, onHalf, onRule, onStep, onTakeOut, onDrop }: Props) {
  const t = useWords();
  const name = useLabels()(schema.label);
  return (
    <Box
      draggable
      data-field={schema.path}
      onDragStart={(event) => event.dataTransfer.setData(dragKind, schema.path)}
      onDragOver={(event) => event.dataTransfer.types.includes(dragKind) && event.preventDefault()}
      onDrop={onDrop}
      sx={{ display: 'flex', alignItems: 'center', height: 34, cursor: 'grab' }}
    >
      <DragIndicatorIcon sx={{ fontSize: 16, color: 'text.secondary' }} />
      <Box sx={{ flex: 1, px: 1, ...cut }}>{name}</Box>
      <Tick label={t('screens.half')} of={name} on={half} onChange={onHalf} />
      <Tick
        label={t('screens.required')}
        of={name}
        on={schema.required || rule.required === true}
        disabled={schema.required}
        onChange={(required) => onRule({ ...rule, required })}
      />
      <Tick
        label={t('screens.readOnly')}
        of={name}
        on={rule.readOnly === true}
        onChange={(readOnly) => onRule({ ...rule, readOnly })}
      />
      <IconButton size="small" aria-label={`${t('screens.up')} ${name}`} onClick={() => onStep(-1)}>
        <ArrowUpwardIcon sx={{ fontSize: 16 }} />
      </IconButton>
      <IconButton size="small" aria-label={`${t('screens.down')} ${name}`} onClick={() => onStep(1)}>
        <ArrowDownwardIcon sx={{ fontSize: 16 }} />
      </IconButton>
      <IconButton size="small" aria-label={t('screens.takeOut', { field: name })} onClick={onTakeOut}>
        <CloseIcon sx={{ fontSize: 16 }} />
      </IconButton>
    </Box>
  );
}

type TickProps = { label: string; of: string; on: boolean; onChange: (on: boolean) => void; disabled?: boolean };
const Tick = ({ label, of, on, onChange, disabled = false }: TickProps) => (
  <FormControlLabel
    disabled={disabled}
    control={
      <Checkbox
        size="small"
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        slotProps={{ input: { 'aria-label': `${of} ${label}` } }}
        sx={{ p: 0.5 }}
      />
    }
    label={label}
    sx={{ ml: 1, mr: 0, '& .MuiFormControlLabel-label': { fontSize: 12.5 } }}
  />
);
