import PaletteOutlinedIcon from '@mui/icons-material/PaletteOutlined';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import type { ColourRule, TypeSchema } from '@zuoxi/contracts';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { useSaveView } from '../save-view';
import { useLabels } from '../../kit/use-schema';
import { WhoseButtons } from '../WhoseButtons';
import { recencyRules } from './recency';
import { useRowColours } from './row-colours';

const days = (text: string): number | undefined => (text === '' ? undefined : Math.max(0, Math.min(3650, Number(text))));

/** CRM-22, CRM-23: rows coloured by how long ago a date was. Each rule is switched by itself, its days are one's own, its colour is not. */
export function ColourRulesButton({ type }: { type: TypeSchema }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [rules, setRules] = useState<readonly ColourRule[]>([]);
  const t = useWords();
  const say = useLabels();
  const save = useSaveView();
  const colours = useRowColours();
  const dates = type.fields.filter(({ of }) => of.kind === 'datetime' || of.kind === 'date');
  const field = rules.flatMap(({ test }) => (test.kind === 'age' ? [test.field] : []))[0] ?? '';
  if (dates.length === 0) return null;
  const open = (at: HTMLElement): void => {
    setRules(type.view.colours.length > 0 ? type.view.colours : recencyRules(dates[0]?.path ?? '', t));
    setAnchor(at);
  };
  const change = (id: string, with_: (rule: ColourRule) => ColourRule): void =>
    setRules(rules.map((rule) => (rule.id === id ? with_(rule) : rule)));
  const bound = (rule: ColourRule, end: 'from' | 'to') =>
    rule.test.kind === 'age' && (
      <TextField
        type="number"
        value={rule.test[end] ?? ''}
        onChange={(e) =>
          change(rule.id, (one) =>
            one.test.kind === 'age' ? { ...one, test: { ...one.test, [end]: days(e.target.value) } } : one,
          )
        }
        sx={{ width: 76 }}
        slotProps={{ htmlInput: { 'aria-label': `${rule.label} ${t(`screens.days.${end}`)}`, min: 0 } }}
      />
    );
  return (
    <>
      <Tooltip title={t('screens.colours')}>
        <IconButton size="small" aria-label={t('screens.colours')} data-testid="colours" onClick={(e) => open(e.currentTarget)}>
          <PaletteOutlinedIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Popover open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <Box sx={{ p: 1.5, width: 400, display: 'grid', gap: 0.75 }} data-testid="colours-sheet">
          <TextField
            select
            label={t('screens.colourField')}
            value={field}
            onChange={(e) =>
              setRules(
                rules.map((rule) =>
                  rule.test.kind === 'age' ? { ...rule, test: { ...rule.test, field: e.target.value } } : rule,
                ),
              )
            }
          >
            {dates.map(({ path, label }) => (
              <MenuItem key={path} value={path}>
                {say(label)}
              </MenuItem>
            ))}
          </TextField>
          {rules.map((rule) => (
            <Box key={rule.id} sx={{ display: 'flex', alignItems: 'center', gap: 0.75, height: 36 }}>
              <Checkbox
                size="small"
                checked={rule.on}
                onChange={() => change(rule.id, (one) => ({ ...one, on: !one.on }))}
                slotProps={{ input: { 'aria-label': rule.label } }}
                sx={{ p: 0.5 }}
              />
              <Box sx={{ flex: 1, color: colours[rule.colour], fontWeight: 600 }}>■ {rule.label}</Box>
              {rule.test.kind === 'age' && (rule.test.from !== undefined || rule.test.to !== undefined) && (
                <>
                  {bound(rule, 'from')}–{bound(rule, 'to')}
                  {t('screens.days.unit')}
                </>
              )}
            </Box>
          ))}
          <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
            <WhoseButtons
              words={(layer) => t(`screens.saveFor.${layer}`)}
              testid="save-colours"
              main="user"
              onPick={(whose) => void save(type.name, whose, { colours: [...rules] }).then((saved) => saved && setAnchor(null))}
            />
          </Box>
        </Box>
      </Popover>
    </>
  );
}
