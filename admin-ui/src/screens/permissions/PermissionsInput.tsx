import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { permissionFor, PlatformAction, type Permissions, type Section } from '@zuoxi/contracts';
import { useWords } from '../../i18n/use-words';
import type { OwnInputProps } from '../form/input-props';
import { useLabels, useSchema } from '../../kit/use-schema';
import { asText, baseOf, ownOf, withAction, withField, withoutType, withSection, withType } from './model';
import { TypeRow } from './TypeRow';

const sections: readonly Section[] = ['business', 'settings'];
/** Given to the operator of the instance alone. */
const operators: readonly PlatformAction[] = ['tenants'];

/** What a role may do, as a matrix (TEN-03, TEN-08): as its base, or of its own; by section, by type where that differs, by field where that differs. */
export default function PermissionsInput({ value, valueOf, onChange, disabled, error }: OwnInputProps) {
  const state = useSchema();
  const t = useWords();
  const say = useLabels();
  const own = ownOf(value);
  const roles = state.kind === 'here' ? state.schema.roles : undefined;
  const shown = own ?? baseOf(valueOf('base'), roles?.bases);
  const off = disabled || own === null;
  const set = (permissions: Permissions): void => onChange(asText(permissions));
  const types = state.kind === 'here' ? state.schema.types : [];
  return (
    <Box data-testid="permissions" sx={{ display: 'grid', gap: 1.5 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        disabled={disabled}
        value={own ? 'own' : 'base'}
        onChange={(_, next: string | null) => next && onChange(next === 'own' ? asText(shown) : '')}
        aria-label={t('roles.from')}
      >
        <ToggleButton value="base">{t('roles.asBase')}</ToggleButton>
        <ToggleButton value="own">{t('roles.own')}</ToggleButton>
      </ToggleButtonGroup>
      <Box sx={{ color: 'text.secondary' }}>{t(own ? 'roles.ownHelp' : 'roles.asBaseHelp')}</Box>
      <Box
        component="table"
        sx={{
          borderCollapse: 'collapse',
          '& th, & td': { textAlign: 'left', px: 1, height: 36, borderBottom: 1, borderColor: 'divider', fontWeight: 400 },
          '& thead th': { color: 'text.secondary', fontWeight: 600 },
        }}
      >
        <thead>
          <tr>
            {(['type', 'apart', 'create', 'read', 'update', 'delete', 'byField'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`roles.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sections.map((section) => (
            <TypeRow
              key={section}
              name={t(`roles.section.${section}`)}
              permission={shown[section]}
              disabled={off}
              onChange={(change) => set(withSection(shown, section, change))}
            />
          ))}
          {types.map(({ name, label, section, fields, readOnly }) => {
            const on = name in shown.types;
            return (
              <TypeRow
                key={name}
                name={say(label)}
                permission={permissionFor(shown, name, section)}
                disabled={off || !on}
                apart={{
                  on,
                  disabled: off,
                  onChange: (next) => set(next ? withType(shown, name, section, {}) : withoutType(shown, name)),
                }}
                fields={fields}
                readOnly={readOnly}
                onChange={(change) => set(withType(shown, name, section, change))}
                onField={(path, access) => set(withField(shown, name, section, path, access))}
              />
            );
          })}
        </tbody>
      </Box>
      <Box component="fieldset" sx={{ border: 0, p: 0, m: 0 }}>
        <Box component="legend" sx={{ color: 'text.secondary', fontWeight: 600, mb: 0.5 }}>
          {t('roles.actions')}
        </Box>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))' }}>
          {[
            ...PlatformAction.options
              .filter((action) => !operators.includes(action) || shown.actions.includes(action))
              .map((action) => ({ name: action, label: t(`roles.action.${action}`) })),
            ...(roles?.actions ?? []).map(({ name, label }) => ({ name, label: say(label) })),
          ].map(({ name: action, label }) => (
            <FormControlLabel
              key={action}
              disabled={off}
              control={
                <Checkbox
                  size="small"
                  checked={shown.actions.includes(action)}
                  onChange={(event) => set(withAction(shown, action, event.target.checked))}
                  sx={{ p: 0.5 }}
                />
              }
              label={label}
            />
          ))}
        </Box>
      </Box>
      {error && (
        <Box role="alert" sx={{ color: 'error.main', fontSize: 12.5 }}>
          {error}
        </Box>
      )}
    </Box>
  );
}
