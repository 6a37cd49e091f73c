import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import type { DataRow, TypeSchema } from '@zuoxi/contracts';
import { Suspense, useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { Store } from '../../providers/store';
import { RestError } from '../../providers/strapi/http';
import { cell } from '../cells/Cell';
import { valueAt } from '../value-at';
import { useLabels } from '../../kit/use-schema';
import { issueOf, issueWords, whereIn } from './issues';
import { KindInput } from './inputs';
import { ownInputs } from './own-inputs';
import { sectionsOf, tabsOf, type FormPart } from './sections';
import { useSaveKey } from './use-save-key';
import { held, toSend, type Held } from './values';

type Props = {
  type: TypeSchema;
  row: DataRow | null;
  /** the page it stands on, which says when something is not saved */
  path: string;
  onSave: (values: Record<string, unknown>) => Promise<void>;
  extra?: ReactNode;
  /** holds what is typed; without, it is gone with the form */
  typing?: Store<Held>;
};
type Errors = Readonly<Record<string, string>>;

const set = (values: Held, path: string, value: unknown): Held => {
  const [name = '', inner] = path.split('.');
  if (inner === undefined) return { ...values, [name]: value };
  const before = values[name];
  return { ...values, [name]: { ...(typeof before === 'object' ? before : {}), [inner]: value } };
};

/**
 * The form of a row. What was typed lives here and not in the schema: when a field is added while somebody types, the field appears and the words stay.
 * Ctrl+S saves.
 */
export function RowForm({ type, row, path, onSave, extra, typing }: Props) {
  const { tabs } = useServices();
  const t = useWords();
  const say = useLabels();
  const begun = useMemo(() => held(type.fields, row), [type.fields, row]);
  const [own] = useState(() => new Store<Held>({}));
  const place = typing ?? own;
  const typed = useStore(place);
  const setTyped = (next: Held | ((before: Held) => Held)): void => place.set(next);
  const [errors, setErrors] = useState<Errors>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sections = sectionsOf(type, row === null);
  const names = tabsOf(sections);
  const [tab, setTab] = useState('');
  const open = names.includes(tab) ? tab : (names[0] ?? '');
  const mayWrite = row ? (row.may?.update ?? type.may.update !== 'none') : type.may.create;
  const unsaved = Object.keys(typed).length > 0;
  useEffect(() => tabs.keep(path, unsaved), [tabs, path, unsaved]);
  useEffect(() => () => tabs.keep(path, false), [tabs, path]);

  const current = (field: string): unknown => (field in typed ? typed[field] : valueAt(begun, field));
  const rules = (field: string) => type.view.fields[field] ?? {};
  // a yes or no always has a value
  const required = ({ schema }: FormPart): boolean =>
    schema.of.kind !== 'boolean' && (schema.required || rules(schema.path).required === true);
  const writable = ({ schema }: FormPart): boolean =>
    mayWrite &&
    schema.access === 'write' &&
    rules(schema.path).readOnly !== true &&
    !((schema.fixed || schema.of.kind === 'uid') && row !== null);

  const submit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (busy || !mayWrite) return;
    const wrong = Object.fromEntries(
      sections.flatMap(({ parts }) =>
        parts.filter(writable).flatMap((part) => {
          const issue = issueOf(
            part.schema,
            required(part) && !(part.schema.of.kind === 'password' && row),
            current(part.schema.path),
          );
          return issue ? [[part.schema.path, issueWords(t, issue, part.schema.of)]] : [];
        }),
      ),
    );
    setErrors(wrong);
    setTrouble(null);
    const first = Object.keys(wrong)[0];
    if (first) {
      setTab(sections.find(({ parts }) => parts.some(({ schema }) => schema.path === first))?.tab ?? '');
      return;
    }
    const now = Object.entries(typed).reduce((values, [field, value]) => set(values, field, value), begun);
    setBusy(true);
    try {
      await onSave(toSend(type.fields, now, row ? begun : null));
      setTyped({});
    } catch (error) {
      const { code, said } = error instanceof RestError ? error : new RestError('internal', 0);
      const shown = new Set(sections.flatMap(({ parts }) => parts.map(({ schema }) => schema.path as string)));
      const issues = (said.issues ?? []).map((issue) => {
        const field = type.fields.find(({ path: at }) => issue.field === at || issue.field.startsWith(`${at}.`));
        const words = issueWords(t, issue, field?.of);
        const inside = field ? whereIn(field, issue.field, say) : '';
        return {
          at: field?.path ?? issue.field,
          name: field ? say(field.label) : issue.field,
          inside,
          words: `${inside}${words}`,
        };
      });
      setErrors(Object.fromEntries(issues.map(({ at, words }) => [at, words])));
      // a list of parts is long, and says what is wrong at its end
      const elsewhere = issues.filter(({ at, inside }) => inside || !shown.has(at)).map((issue) => t('pair.named', issue));
      setTrouble([t(`refusal.${code}`), ...elsewhere].join(' '));
    }
    setBusy(false);
  };
  useSaveKey(form, () => void submit());
  const fieldOf = (part: FormPart): ReactNode => {
    const { schema, half } = part;
    const label = say(schema.label);
    const value = current(schema.path);
    const error = errors[schema.path];
    const Own = ownInputs[`${type.name}.${schema.path}`];
    const input = {
      field: schema,
      label,
      value,
      onChange: (next: unknown) => setTyped((all) => ({ ...all, [schema.path]: next })),
      disabled: busy || !writable(part),
      error,
      isSet: row?.secrets?.includes(schema.path) ?? false,
    };
    return (
      <Box key={schema.path} data-field={schema.path} sx={{ gridColumn: half ? 'span 1' : '1 / -1', minWidth: 0 }}>
        <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: 12.5, mb: 0.25 }}>
          {label}
          {required(part) && (
            <Box component="span" sx={{ color: 'error.main' }}>
              {' '}
              *
            </Box>
          )}
        </Box>
        {Own ? (
          <Suspense>
            <Own {...input} valueOf={current} />
          </Suspense>
        ) : writable(part) ? (
          <KindInput {...input} />
        ) : (
          <Box sx={{ minHeight: 34, py: 0.75, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {cell(row ? valueAt(row, schema.path) : null, schema.of, {
              label: say,
              t,
              ...(row && { place: { type: type.name, id: row.id, field: schema.path } }),
            }) || '–'}
          </Box>
        )}
        {schema.help && <Box sx={{ color: 'text.secondary', fontSize: 12 }}>{say(schema.help)}</Box>}
      </Box>
    );
  };
  return (
    <Box
      component="form"
      ref={form}
      noValidate
      data-testid="row-form"
      onSubmit={(e) => void submit(e)}
      sx={{ display: 'grid', gap: 1.5 }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          position: 'sticky',
          top: 0,
          zIndex: 2,
          bgcolor: 'background.default',
          py: 0.5,
        }}
      >
        {mayWrite && (
          <Button type="submit" variant="contained" disabled={busy} data-testid="save">
            {t('screens.save')}
          </Button>
        )}
        {unsaved && (
          <Button
            onClick={() => {
              setTyped({});
              setErrors({});
              setTrouble(null);
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
        <Box
          key={`${title}${i}`}
          component="section"
          hidden={of !== open}
          sx={{
            bgcolor: 'background.paper',
            border: 1,
            borderColor: 'divider',
            borderRadius: 1,
            p: 1.5,
            '&[hidden]': { display: 'none' },
          }}
        >
          {title && (
            <Box component="h2" sx={{ m: 0, mb: 1, fontSize: 13, fontWeight: 600 }}>
              {title}
            </Box>
          )}
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', columnGap: 2, rowGap: 1.25 }}>
            {parts.map(fieldOf)}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
