import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { selectNamed } from '../../lib/select-named';
import { RestError } from '../../providers/strapi/http';
import type { StoredField } from '../../providers/workbench/client';
import { Card, Sentence } from '../../kit/card';
import { ConfirmDelete } from '../../kit/ConfirmDelete';
import { useLabels, useSchema } from '../../kit/use-schema';
import { FieldDialog } from './FieldDialog';

const key = ['workbench', 'fields'];

/** The tenant's own fields: made here, seen at once in every open session's lists, filters and forms. */
export default function FieldsPage() {
  const { platform, toasts } = useServices();
  const client = useQueryClient();
  const state = useSchema();
  const t = useWords();
  const say = useLabels();
  const { data, error } = useQuery({ queryKey: key, queryFn: () => platform.client.fields() });
  const known = state.kind === 'here' ? state.schema.types : [];
  const types = known.filter(({ readOnly }) => !readOnly).sort((a, b) => a.section.localeCompare(b.section)); // business first
  const [picked, setPicked] = useState('');
  const [editing, setEditing] = useState<StoredField | 'new' | null>(null);
  const [removing, setRemoving] = useState<StoredField | null>(null);
  const type = picked || types[0]?.name || '';
  const again = (): void => {
    void client.invalidateQueries({ queryKey: key });
    void platform.schema.refresh();
  };
  const remove = async (field: StoredField): Promise<void> => {
    setRemoving(null);
    await platform.client
      .removeField(field.id)
      .catch((e: unknown) => toasts.say(`refusal.${e instanceof RestError ? e.code : 'internal'}`));
    again();
  };
  const restore = async ({ id: _id, removed: _removed, issues: _issues, ...field }: StoredField): Promise<void> => {
    await platform.client
      .saveField(field)
      .catch((e: unknown) => toasts.say(`refusal.${e instanceof RestError ? e.code : 'internal'}`));
    again();
  };
  const all = (data ?? []).filter((field) => field.type === type).sort((a, b) => a.position - b.position);
  const own = all.filter(({ removed }) => !removed);
  const gone = all.filter(({ removed }) => removed);
  return (
    <Box sx={{ p: 1.5, display: 'grid', gap: 1.5, maxWidth: 900 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <TextField
          select
          value={type}
          onChange={(e) => setPicked(e.target.value)}
          sx={{ width: 200 }}
          slotProps={selectNamed(t('fields.type'))}
        >
          {types.map(({ name, label }) => (
            <MenuItem key={name} value={name}>
              {say(label)}
            </MenuItem>
          ))}
        </TextField>
        <Button variant="contained" startIcon={<AddIcon />} onClick={() => setEditing('new')} data-testid="add-field">
          {t('fields.add')}
        </Button>
        <Box sx={{ color: 'text.secondary' }}>{t('fields.help')}</Box>
      </Box>
      <Card title={t('settings.fields.title')}>
        {error && <Sentence alert>{t('refusal.internal')}</Sentence>}
        {data && own.length === 0 && <Sentence>{t('fields.none')}</Sentence>}
        {own.map((field) => (
          <Box
            key={field.id}
            data-testid="custom-field"
            sx={{ display: 'flex', alignItems: 'center', gap: 1, height: 36, borderBottom: 1, borderColor: 'divider' }}
          >
            <Box sx={{ width: 180, fontWeight: 600 }}>{say(field.label)}</Box>
            <Box sx={{ width: 140, color: 'text.secondary' }}>{field.name}</Box>
            <Box sx={{ width: 110 }}>{t(`fields.kind.${field.of.kind}`)}</Box>
            <Box sx={{ flex: 1, color: 'text.secondary' }}>
              {[field.required && t('screens.required'), field.indexed && t('fields.indexed')].filter(Boolean).join(' · ')}
            </Box>
            <Button onClick={() => setEditing(field)}>{t('screens.edit')}</Button>
            <Button color="error" onClick={() => setRemoving(field)}>
              {t('screens.delete')}
            </Button>
          </Box>
        ))}
        {gone.map((field) => (
          <Box key={field.id} data-testid="removed-field" sx={{ display: 'flex', alignItems: 'center', gap: 1, height: 36 }}>
            <Box sx={{ flex: 1, color: 'text.secondary' }}>{t('fields.gone', { name: say(field.label) })}</Box>
            <Button onClick={() => void restore(field)}>{t('fields.restore')}</Button>
          </Box>
        ))}
      </Card>
      {editing && (
        <FieldDialog
          type={type}
          field={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null);
            again();
          }}
        />
      )}
      <ConfirmDelete
        open={removing !== null}
        what={removing ? t('fields.removed', { name: say(removing.label) }) : ''}
        onClose={() => setRemoving(null)}
        onDelete={() => removing && void remove(removing)}
      />
    </Box>
  );
}
