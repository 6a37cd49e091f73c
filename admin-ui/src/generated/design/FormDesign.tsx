import DragIndicatorIcon from '@mui/icons-material/DragIndicator';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import type { ScreenView, TypeSchema } from '@zuoxi/contracts';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { useLayers, useSaveView } from '../save-view';
import { useLabels } from '../use-schema';
import { placed, type Drafted } from './place';

const kind = 'text/x-zuoxi-field';
type Rules = ScreenView['fields'];

/** The form of a type, arranged on the screen: drag fields, name sections and tabs, half or whole width, read only and required. */
export default function FormDesign({ type, onClose }: { type: TypeSchema; onClose: () => void }) {
  const t = useWords();
  const say = useLabels();
  const layers = useLayers();
  const saveView = useSaveView();
  const [form, setForm] = useState<Drafted>(() => type.view.form.map((section) => ({ ...section, fields: [...section.fields] })));
  const [rules, setRules] = useState<Rules>(type.view.fields);
  const byPath = new Map(type.fields.map((field) => [field.path as string, field]));
  const used = new Set(form.flatMap(({ fields }) => fields.map(({ field }) => field)));
  const unused = type.fields.filter(({ path }) => !used.has(path));
  const section = (at: number, change: Partial<Drafted[number]>): void =>
    setForm(form.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const rule = (path: string, name: 'readOnly' | 'required', on: boolean): void =>
    setRules({ ...rules, [path]: { ...rules[path], [name]: on } });
  const save = async (layer: (typeof layers)[number]): Promise<void> => {
    const sections = form.filter(({ fields }) => fields.length > 0).map(({ tab, ...rest }) => (tab ? { ...rest, tab } : rest));
    if (await saveView(type.name, layer, { form: sections, fields: rules })) onClose();
  };
  const drop = (at: number, before: string | null) => (event: React.DragEvent) => {
    event.stopPropagation();
    setForm(placed(form, event.dataTransfer.getData(kind), at, before));
  };
  const allow = (event: React.DragEvent): void => {
    if (event.dataTransfer.types.includes(kind)) event.preventDefault();
  };
  const name = (path: string): string => say(byPath.get(path)?.label ?? { zh: path, en: path });
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="design-title">
      <DialogTitle id="design-title" sx={{ fontSize: 16 }}>
        {t('generated.designTitle', { type: say(type.label) })}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5 }} data-testid="form-design">
        <Box sx={{ color: 'text.secondary' }}>{t('generated.designHelp')}</Box>
        {form.map((one, at) => (
          <Box
            key={at}
            onDragOver={allow}
            onDrop={drop(at, null)}
            sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1 }}
          >
            <Box sx={{ display: 'flex', gap: 1, mb: 1 }}>
              <TextField
                value={one.title}
                placeholder={t('generated.sectionTitle')}
                onChange={(e) => section(at, { title: e.target.value })}
                slotProps={{ htmlInput: { 'aria-label': t('generated.sectionTitle'), maxLength: 60 } }}
              />
              <TextField
                value={one.tab ?? ''}
                placeholder={t('generated.sectionTab')}
                onChange={(e) => section(at, { tab: e.target.value })}
                slotProps={{ htmlInput: { 'aria-label': t('generated.sectionTab'), maxLength: 60 } }}
              />
            </Box>
            {one.fields.map(({ field, half }) => (
              <Box
                key={field}
                draggable
                data-field={field}
                onDragStart={(e) => e.dataTransfer.setData(kind, field)}
                onDragOver={allow}
                onDrop={drop(at, field)}
                sx={{ display: 'flex', alignItems: 'center', height: 34, cursor: 'grab' }}
              >
                <DragIndicatorIcon sx={{ fontSize: 16, color: 'text.secondary' }} />
                <Box sx={{ flex: 1, px: 1 }}>{name(field)}</Box>
                <Tick
                  label={t('generated.half')}
                  on={half}
                  onChange={(on) => section(at, { fields: one.fields.map((f) => (f.field === field ? { ...f, half: on } : f)) })}
                />
                <Tick
                  label={t('generated.required')}
                  on={byPath.get(field)?.required === true || rules[field]?.required === true}
                  disabled={byPath.get(field)?.required === true}
                  onChange={(on) => rule(field, 'required', on)}
                />
                <Tick
                  label={t('generated.readOnly')}
                  on={rules[field]?.readOnly === true}
                  onChange={(on) => rule(field, 'readOnly', on)}
                />
              </Box>
            ))}
          </Box>
        ))}
        <Box>
          <Button variant="outlined" onClick={() => setForm([...form, { title: '', fields: [] }])}>
            {t('generated.addSection')}
          </Button>
        </Box>
        {unused.length > 0 && (
          <Box sx={{ color: 'text.secondary' }}>
            {t('generated.unused')}
            {unused.map(({ path, label }) => (
              <Box
                key={path}
                component="span"
                draggable
                onDragStart={(e: React.DragEvent) => e.dataTransfer.setData(kind, path)}
                sx={{ ml: 1, px: 1, py: 0.5, border: 1, borderColor: 'divider', borderRadius: 1, cursor: 'grab' }}
              >
                {say(label)}
              </Box>
            ))}
          </Box>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('generated.cancel')}</Button>
        {layers.map((layer) => (
          <Button
            key={layer}
            variant={layer === 'tenant' ? 'contained' : 'outlined'}
            data-testid={`save-form-${layer}`}
            onClick={() => void save(layer)}
          >
            {t(`generated.saveFor.${layer}`)}
          </Button>
        ))}
      </DialogActions>
    </Dialog>
  );
}

type TickProps = { label: string; on: boolean; onChange: (on: boolean) => void; disabled?: boolean };
const Tick = ({ label, on, onChange, disabled = false }: TickProps) => (
  <FormControlLabel
    disabled={disabled}
    control={<Checkbox size="small" checked={on} onChange={(e) => onChange(e.target.checked)} sx={{ p: 0.5 }} />}
    label={label}
    sx={{ ml: 1, mr: 0, '& .MuiFormControlLabel-label': { fontSize: 12.5 } }}
  />
);
