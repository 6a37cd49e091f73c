import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useWords } from '../../i18n/use-words';
import { selectNamed } from '../../lib/select-named';
import { useLabels } from '../../kit/use-schema';
import type { OuterProps } from './input-props';
import { PartFields } from './PartInput';
import { PartFrame } from './PartFrame';

type Part = { __component: string } & Record<string, unknown>;

/** A dynamic zone: parts of several kinds in one order. */
export function ZoneInput({ field, value, onChange, disabled, Inner }: OuterProps) {
  const t = useWords();
  const say = useLabels();
  const { of } = field;
  if (of.kind !== 'zone') return null;
  const parts: Part[] = Array.isArray(value) ? value : [];
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {parts.map((part, at) => {
        const kind = of.components.find(({ name }) => name === part.__component);
        return (
          <PartFrame
            key={at}
            at={at}
            parts={parts}
            onChange={onChange}
            disabled={disabled}
            movable
            title={kind ? say(kind.label) : part.__component}
          >
            <PartFields
              Inner={Inner}
              fields={kind?.fields ?? []}
              values={part}
              onChange={(next) => onChange(parts.map((one, i) => (i === at ? { ...one, ...next } : one)))}
              disabled={disabled}
            />
          </PartFrame>
        );
      })}
      {!disabled && (
        <TextField
          select
          value=""
          onChange={(e) => onChange([...parts, { __component: e.target.value }])}
          sx={{ width: 200 }}
          slotProps={selectNamed(t('screens.addPart'), { displayEmpty: true })}
        >
          <MenuItem value="" disabled>
            {t('screens.addPart')}
          </MenuItem>
          {of.components.map(({ name, label }) => (
            <MenuItem key={name} value={name}>
              {say(label)}
            </MenuItem>
          ))}
        </TextField>
      )}
    </Box>
  );
}
