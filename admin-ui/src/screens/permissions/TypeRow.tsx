import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { FieldAccess, Scope, type FieldSchema, type TypePermission } from '@zuoxi/contracts';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { selectNamed } from '../../lib/select-named';
import { useLabels } from '../../kit/use-schema';
import { cut } from '../../theme/cut';

type Props = {
  name: string;
  permission: TypePermission;
  disabled: boolean;
  /** a type can be set apart from its section; a section cannot */
  apart?: { on: boolean; onChange: (on: boolean) => void; disabled: boolean };
  fields?: readonly FieldSchema[];
  /** nobody writes rows of this type */
  readOnly?: boolean;
  onChange: (change: Partial<TypePermission>) => void;
  onField?: (path: string, access: FieldAccess | null) => void;
};

const scoped = ['read', 'update', 'delete'] as const;
const writes = (what: (typeof scoped)[number]): boolean => what !== 'read';
const like = 'like';

/** A line of the matrix: whether rows may be made, whose may be read, changed, deleted; below it, fields apart from the others. */
export function TypeRow({ name, permission, disabled, apart, fields = [], readOnly = false, onChange, onField }: Props) {
  const t = useWords();
  const say = useLabels();
  const [open, setOpen] = useState(false);
  const set = Object.keys(permission.fields).length;
  return (
    <>
      <tr data-type={name}>
        <th scope="row">{name}</th>
        <td>
          {apart && (
            <Checkbox
              size="small"
              checked={apart.on}
              disabled={apart.disabled}
              onChange={(event) => apart.onChange(event.target.checked)}
              slotProps={{ input: { 'aria-label': `${name} ${t('roles.apart')}` } }}
              sx={{ p: 0.5 }}
            />
          )}
        </td>
        <td>
          <Checkbox
            size="small"
            checked={permission.create && !readOnly}
            disabled={disabled || readOnly}
            onChange={(event) => onChange({ create: event.target.checked })}
            slotProps={{ input: { 'aria-label': `${name} ${t('roles.create')}` } }}
            sx={{ p: 0.5 }}
          />
        </td>
        {scoped.map((what) => (
          <td key={what}>
            <TextField
              select
              value={writes(what) && readOnly ? 'none' : permission[what]}
              disabled={disabled || (writes(what) && readOnly)}
              onChange={(event) => onChange({ [what]: Scope.parse(event.target.value) })}
              sx={{ width: 88 }}
              slotProps={selectNamed(`${name} ${t(`roles.${what}`)}`)}
            >
              {Scope.options.map((scope) => (
                <MenuItem key={scope} value={scope}>
                  {t(`roles.scope.${scope}`)}
                </MenuItem>
              ))}
            </TextField>
          </td>
        ))}
        <td>
          {fields.length > 0 && (
            <Button aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('roles.fields', { n: set })}
            </Button>
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={7}>
            <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(230px, 1fr))', gap: 1, p: 1 }}>
              {fields.map(({ path, label }) => (
                <Box key={path} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                  <Box sx={{ flex: 1, ...cut }}>{say(label)}</Box>
                  <TextField
                    select
                    value={permission.fields[path] ?? like}
                    disabled={disabled}
                    onChange={(event) => onField?.(path, FieldAccess.safeParse(event.target.value).data ?? null)}
                    sx={{ width: 104 }}
                    slotProps={selectNamed(`${name} ${say(label)}`)}
                  >
                    <MenuItem value={like}>{t('roles.access.like')}</MenuItem>
                    {FieldAccess.options.map((access) => (
                      <MenuItem key={access} value={access}>
                        {t(`roles.access.${access}`)}
                      </MenuItem>
                    ))}
                  </TextField>
                </Box>
              ))}
            </Box>
          </td>
        </tr>
      )}
    </>
  );
}
