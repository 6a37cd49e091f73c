import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { FieldIssue } from '@zuoxi/contracts';
import { useState, type FormEvent } from 'react';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { RestError } from '../../providers/strapi/http';
import type { StoredField } from '../../providers/workbench/client';
import { issueWords } from '../form/issues';
import { useLabels, useSchema } from '../../kit/use-schema';
import { draftOf, emptyDraft, fieldKinds, fieldOf, type Draft, type FieldKindName } from './field-draft';

type Props = { type: string; field: StoredField | null; onClose: () => void; onSaved: () => void };
type Part = keyof Draft;
/** What each kind needs besides its names. */
const parts: Partial<Readonly<Record<FieldKindName, readonly Part[]>>> = {
  text: ['min', 'max', 'pattern'],
  longText: ['min', 'max'],
  integer: ['min', 'max'],
  decimal: ['min', 'max'],
  choice: ['choices'],
  multiChoice: ['choices'],
  file: ['many'],
  relation: ['target', 'many'],
};

/** One field of a tenant's own: what it is called, what it holds, what is allowed. Name and kind stay once rows hold values. */
export function FieldDialog({ type, field, onClose, onSaved }: Props) {
  const { platform } = useServices();
  const state = useSchema();
  const t = useWords();
  const say = useLabels();
  const [draft, setDraft] = useState<Draft>(field ? draftOf(field) : emptyDraft);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const said = (issues: readonly FieldIssue[]): string[] =>
    issues.map((issue) => {
      const part = issue.field.split('.').at(-1) ?? '';
      return t('pair.named', { name: part in draft ? t(`fields.part.${part}`) : part, words: issueWords(t, issue) });
    });
  const [trouble, setTrouble] = useState<string | null>(() => said(field?.issues ?? []).join(' ') || null);
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = fieldOf(type, draft, field);
    setWrong('wrong' in made ? made.wrong : []);
    if (!('field' in made)) return;
    try {
      await platform.client.saveField(field ? { ...made.field, id: field.id } : made.field);
      onSaved();
    } catch (e) {
      const refused = e instanceof RestError ? e : new RestError('internal', 0);
      setTrouble([t(`refusal.${refused.code}`), ...said(refused.said.issues ?? [])].join(' '));
    }
  };
  const typed = (part: Exclude<Part, 'many' | 'required' | 'indexed' | 'kind'>, more: object = {}) => (
    <TextField
      label={t(`fields.part.${part}`)}
      name={part}
      value={draft[part]}
      onChange={(e) => set({ [part]: e.target.value })}
      error={wrong.includes(part)}
      helperText={wrong.includes(part) ? t(`fields.wrong.${part}`) : undefined}
      {...more}
    />
  );
  const tick = (part: 'many' | 'required' | 'indexed') => (
    <FormControlLabel
      control={<Checkbox size="small" checked={draft[part]} onChange={(e) => set({ [part]: e.target.checked })} />}
      label={t(`fields.part.${part}`)}
    />
  );
  const types = state.kind === 'here' ? state.schema.types : [];
  const needs = (part: Part): boolean => parts[draft.kind]?.includes(part) ?? false;
  return (
    <Dialog open onClose={onClose} aria-labelledby="field-title">
      <form onSubmit={(e) => void save(e)} noValidate data-testid="field-dialog">
        <DialogTitle id="field-title" sx={{ fontSize: 16 }}>
          {t(field ? 'fields.edit' : 'fields.add')}
        </DialogTitle>
        <DialogContent sx={{ width: 460, display: 'grid', gap: 1.75, pt: '8px !important' }}>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
            {typed('zh', { autoFocus: true })}
            {typed('en')}
            {typed('helpZh')}
            {typed('helpEn')}
            {typed('name', { disabled: field !== null })}
            <TextField
              select
              label={t('fields.part.kind')}
              value={draft.kind}
              disabled={field !== null}
              onChange={(e) => set({ kind: fieldKinds.find((kind) => kind === e.target.value) ?? 'text' })}
              slotProps={{ htmlInput: { 'data-testid': 'field-kind' } }}
            >
              {fieldKinds.map((kind) => (
                <MenuItem key={kind} value={kind}>
                  {t(`fields.kind.${kind}`)}
                </MenuItem>
              ))}
            </TextField>
            {needs('min') && typed('min', { type: 'number' })}
            {needs('max') && typed('max', { type: 'number' })}
          </Box>
          {needs('pattern') && typed('pattern')}
          {needs('choices') && typed('choices', { multiline: true, minRows: 3 })}
          {needs('target') &&
            typed('target', {
              select: true,
              children: types.map(({ name, label }) => (
                <MenuItem key={name} value={name}>
                  {say(label)}
                </MenuItem>
              )),
            })}
          <Box sx={{ display: 'flex' }}>
            {needs('many') && tick('many')}
            {tick('required')}
            {tick('indexed')}
          </Box>
          {trouble && (
            <Box role="alert" sx={{ color: 'error.main' }}>
              {trouble}
            </Box>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('screens.cancel')}</Button>
          <Button type="submit" variant="contained" data-testid="save-field">
            {t('screens.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
