import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import type { ScreenView, TypeSchema } from '@zuoxi/contracts';
import { useState, type DragEvent } from 'react';
import { useWords } from '../../i18n/use-words';
import { useSaveView, type Whose } from '../save-view';
import { useLabels } from '../../kit/use-schema';
import { WhoseButtons } from '../WhoseButtons';
import { dragKind, FieldLine } from './FieldLine';
import { placed, stepped, takenOut, type Drafted } from './place';

/** The form of a type, arranged on the screen: drag fields, name sections and tabs, half or whole width, read only and required, out and in again. */
export default function FormDesign({ type, onClose }: { type: TypeSchema; onClose: () => void }) {
  const t = useWords();
  const say = useLabels();
  const saveView = useSaveView();
  const [form, setForm] = useState<Drafted>(() => type.view.form.map((section) => ({ ...section, fields: [...section.fields] })));
  const [rules, setRules] = useState<ScreenView['fields']>(type.view.fields);
  const byPath = new Map(type.fields.map((field) => [field.path as string, field]));
  const used = new Set(form.flatMap(({ fields }) => fields.map(({ field }) => field)));
  const unused = type.fields.filter(({ path }) => !used.has(path));
  const section = (at: number, change: Partial<Drafted[number]>): void =>
    setForm(form.map((one, i) => (i === at ? { ...one, ...change } : one)));
  const save = async (whose: Whose): Promise<void> => {
    const sections = form.filter(({ fields }) => fields.length > 0).map(({ tab, ...rest }) => (tab ? { ...rest, tab } : rest));
    if (await saveView(type.name, whose, { form: sections, fields: rules })) onClose();
  };
  const drop = (at: number, before: string | null) => (event: DragEvent) => {
    event.stopPropagation();
    event.preventDefault();
    setForm(placed(form, event.dataTransfer.getData(dragKind), at, before));
  };
  const words = (at: number, key: 'title' | 'tab', label: string) => (
    <TextField
      value={form[at]?.[key] ?? ''}
      placeholder={label}
      onChange={(event) => section(at, { [key]: event.target.value })}
      slotProps={{ htmlInput: { 'aria-label': `${label} ${at + 1}`, maxLength: 60 } }}
    />
  );
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="design-title">
      <DialogTitle id="design-title" sx={{ fontSize: 16 }}>
        {t('screens.designTitle', { type: say(type.label) })}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5 }} data-testid="form-design">
        <Box sx={{ color: 'text.secondary' }}>{t('screens.designHelp')}</Box>
        {form.map((one, at) => (
          <Box
            key={at}
            onDragOver={(event) => event.dataTransfer.types.includes(dragKind) && event.preventDefault()}
            onDrop={drop(at, null)}
            sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1, minHeight: 56 }}
          >
            <Box sx={{ display: 'flex', gap: 1, mb: 1 }}>
              {words(at, 'title', t('screens.sectionTitle'))}
              {words(at, 'tab', t('screens.sectionTab'))}
            </Box>
            {one.fields.map(({ field, half }) => {
              const schema = byPath.get(field);
              if (!schema) return null;
              const wide = (next: boolean) => ({ fields: one.fields.map((f) => (f.field === field ? { ...f, half: next } : f)) });
              return (
                <FieldLine
                  key={field}
                  schema={schema}
                  half={half}
                  rule={rules[field] ?? {}}
                  onHalf={(next) => section(at, wide(next))}
                  onRule={(rule) => setRules({ ...rules, [field]: rule })}
                  onStep={(by) => setForm(stepped(form, field, by))}
                  onTakeOut={() => setForm(takenOut(form, field))}
                  onDrop={drop(at, field)}
                />
              );
            })}
          </Box>
        ))}
        <Box>
          <Button variant="outlined" startIcon={<AddIcon />} onClick={() => setForm([...form, { title: '', fields: [] }])}>
            {t('screens.addSection')}
          </Button>
        </Box>
        {unused.length > 0 && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', color: 'text.secondary' }}>
            {t('screens.unused')}
            {unused.map(({ path, label }) => (
              <Button
                key={path}
                variant="outlined"
                draggable
                onDragStart={(event) => event.dataTransfer.setData(dragKind, path)}
                onClick={() => setForm(placed(form, path, form.length - 1, null))}
              >
                {say(label)}
              </Button>
            ))}
          </Box>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('screens.cancel')}</Button>
        <WhoseButtons
          words={(layer) => t(`screens.saveFor.${layer}`)}
          testid="save-form"
          main="tenant"
          onPick={(whose) => void save(whose)}
        />
      </DialogActions>
    </Dialog>
  );
}
