/** A custom field while it is being made: everything as inputs hold it, and what becomes of it. Pure. */
import { CustomField } from '@zuoxi/contracts';

export const fieldKinds = [
  'text',
  'longText',
  'integer',
  'decimal',
  'date',
  'datetime',
  'boolean',
  'choice',
  'multiChoice',
  'phone',
  'email',
  'file',
  'relation',
] as const;
export type FieldKindName = (typeof fieldKinds)[number];

export type Draft = {
  name: string;
  zh: string;
  en: string;
  helpZh: string;
  helpEn: string;
  kind: FieldKindName;
  /** one a line: `value`, or `value=中文=English` */
  choices: string;
  target: string;
  many: boolean;
  min: string;
  max: string;
  pattern: string;
  required: boolean;
  indexed: boolean;
  position: string;
};

export const emptyDraft: Draft = {
  name: '',
  zh: '',
  en: '',
  helpZh: '',
  helpEn: '',
  kind: 'text',
  choices: '',
  target: '',
  many: false,
  min: '',
  max: '',
  pattern: '',
  required: false,
  indexed: false,
  position: '100',
};

const optional = (n: number | undefined): string => (n === undefined ? '' : String(n));

export function draftOf({ name, label, help, of, required, indexed, position }: CustomField): Draft {
  const choices = 'choices' in of ? of.choices.map((c) => `${c.value}=${c.label.zh}=${c.label.en}`).join('\n') : '';
  return {
    ...emptyDraft,
    name,
    zh: label.zh,
    en: label.en,
    helpZh: help?.zh ?? '',
    helpEn: help?.en ?? '',
    kind: of.kind,
    choices,
    target: of.kind === 'relation' ? of.target : '',
    many: 'many' in of && of.many,
    min: optional('minLength' in of ? of.minLength : 'min' in of ? of.min : undefined),
    max: optional('maxLength' in of ? of.maxLength : 'max' in of ? of.max : undefined),
    pattern: ('pattern' in of && of.pattern) || '',
    required,
    indexed,
    position: String(position),
  };
}

const bound = (typed: string): number | undefined => (typed.trim() === '' ? undefined : Number(typed));
const given = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));

const choicesOf = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [value = '', zh, en] = line.split('=').map((part) => part.trim());
      return { value, label: { zh: zh || value, en: en || zh || value } };
    });

const details: Readonly<Record<FieldKindName, (draft: Draft) => object>> = {
  text: (d) => given({ minLength: bound(d.min), maxLength: bound(d.max), pattern: d.pattern }),
  longText: (d) => given({ minLength: bound(d.min), maxLength: bound(d.max) }),
  phone: () => ({}),
  email: () => ({}),
  integer: (d) => given({ min: bound(d.min), max: bound(d.max) }),
  decimal: (d) => given({ min: bound(d.min), max: bound(d.max) }),
  date: () => ({}),
  datetime: () => ({}),
  boolean: () => ({}),
  choice: (d) => ({ choices: choicesOf(d.choices) }),
  multiChoice: (d) => ({ choices: choicesOf(d.choices) }),
  file: (d) => ({ many: d.many }),
  relation: (d) => ({ many: d.many, target: d.target }),
};

/** What has no input of its own stays as it was. */
const keptOf = (before: CustomField | null) => ({
  default: before?.default,
  of: before?.of.kind === 'file' ? { accept: before.of.accept } : {},
});

/** The names of inputs that are not right yet, or the field to save. `before` is the field as it was, null for a new one. */
export function fieldOf(
  type: string,
  draft: Draft,
  before: CustomField | null = null,
): { field: CustomField } | { wrong: string[] } {
  const kept = keptOf(before);
  const [zh, en] = [draft.helpZh.trim(), draft.helpEn.trim()];
  const read = CustomField.safeParse({
    type,
    name: draft.name,
    label: { zh: draft.zh.trim(), en: draft.en.trim() || draft.zh.trim() },
    ...(zh || en ? { help: { zh: zh || en, en: en || zh } } : {}),
    ...(kept.default === undefined ? {} : { default: kept.default }),
    of: { kind: draft.kind, ...kept.of, ...details[draft.kind](draft) },
    required: draft.required,
    indexed: draft.indexed,
    position: Number(draft.position),
  });
  const wrong = new Set<string>(draft.zh.trim() === '' ? ['zh'] : []);
  if (!read.success)
    for (const { path } of read.error.issues) wrong.add(String(path[0] === 'of' ? (path[1] ?? 'kind') : path[0]));
  return read.success && wrong.size === 0 ? { field: read.data } : { wrong: [...wrong] };
}
