import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import type { DataRow, TypeSchema } from '@zuoxi/contracts';
import { useRef, useState, type ReactNode } from 'react';
import { useWords } from '../../i18n/use-words';
import type { Writable } from '../../providers/store';
import { useDraft } from './draft';
import { FormField } from './FormField';
import { tabsOf } from './sections';
import { useSubmit } from './submit';
import { useSaveKey } from '../../kit/use-save-key';
import type { FormValues } from './values';

type Props = {
  type: TypeSchema;
  row: DataRow | null;
  /** the page it stands on, which says when something is not saved */
  path: string;
  onSave: (values: Record<string, unknown>) => Promise<void>;
  extra?: ReactNode;
  /** holds what is typed; without, it is gone with the form */
  typing?: Writable<FormValues>;
};

const bar = { display: 'flex', alignItems: 'center', gap: 1, position: 'sticky', top: 0, zIndex: 2, py: 0.5 };
const section = { bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5 };

/** The form of a row: what is typed (`draft`), what becomes of it (`submit`), and where each field stands. Ctrl+S saves. */
export function RowForm({ type, row, path, onSave, extra, typing }: Props) {
  const t = useWords();
  const draft = useDraft({ type, row, path, typing });
  const { fields: errors, trouble, busy, submit, forget } = useSubmit({ type, row, draft, onSave });
  const form = useRef<HTMLFormElement>(null);
  const { sections } = draft;
  const names = tabsOf(sections);
  const [tab, setTab] = useState('');
  const open = names.includes(tab) ? tab : (names[0] ?? '');
  const save = async (): Promise<void> => {
    const wrong = await submit();
    if (wrong !== null) setTab(sections.find(({ parts }) => parts.some(({ schema }) => schema.path === wrong))?.tab ?? '');
  };
  useSaveKey(form, () => void save());
  return (
    <Box
      component="form"
      ref={form}
      noValidate
      data-testid="row-form"
      onSubmit={(e) => {
        e.preventDefault();
        void save();
      }}
      sx={{ display: 'grid', gap: 1.5 }}
    >
      <Box sx={{ ...bar, bgcolor: 'background.default' }}>
        {draft.mayWrite && (
          <Button type="submit" variant="contained" disabled={busy} data-testid="save">
            {t('screens.save')}
          </Button>
        )}
        {draft.unsaved && (
          <Button
            onClick={() => {
              draft.undo();
              forget();
            }}
          >
            {t('screens.undo')}
          </Button>
        )}
        {trouble && (
          <Box role="alert" data-testid="trouble" sx={{ color: 'error.main' }}>
            {trouble}
          </Box>
        )}
        <Box sx={{ flex: 1 }} />
        {extra}
      </Box>
      {names.length > 1 && (
        <Tabs value={open} onChange={(_, next: string) => setTab(next)} sx={{ minHeight: 36 }}>
          {names.map((name) => (
            <Tab key={name} value={name} label={name || t('screens.basic')} sx={{ minHeight: 36, py: 0 }} />
          ))}
        </Tabs>
      )}
      {sections.map(({ title, tab: of, parts }, i) => (
        <Box key={`${title}${i}`} component="section" hidden={of !== open} sx={{ ...section, '&[hidden]': { display: 'none' } }}>
          {title && (
            <Box component="h2" sx={{ m: 0, mb: 1, fontSize: 13, fontWeight: 600 }}>
              {title}
            </Box>
          )}
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', columnGap: 2, rowGap: 1.25 }}>
            {parts.map((part) => (
              <FormField
                key={part.schema.path}
                type={type}
                row={row}
                draft={draft}
                part={part}
                busy={busy}
                error={errors[part.schema.path]}
              />
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
