/** Settings of a plugin: zod for the code, a form for the person. */
import { line, type FieldKind, type FieldSchema, type Label } from '@zuoxi/contracts';
import { z } from 'zod';

type Shown = { label: Label; help?: Label; of: FieldKind };
const shown = z.registry<Shown>();

const named = <S extends z.ZodType>(schema: S, label: Label, of: FieldKind, help?: Label): S => {
  shown.add(schema, { label, of, help });
  return schema;
};

export const text = (label: Label, standard = '', { help, pattern }: { help?: Label; pattern?: RegExp } = {}) =>
  named(
    (pattern ? line(1000).regex(pattern) : line(1000)).default(standard),
    label,
    { kind: 'text', maxLength: 1000, pattern: pattern?.source },
    help,
  );
/** Written, never read: it is kept sealed, and a form only tells whether there is one. */
export const secret = (label: Label, help?: Label) => named(line(1000).default(''), label, { kind: 'password' }, help);
export const number = (label: Label, standard: number, range: { min?: number; max?: number } = {}, help?: Label) =>
  named(
    z
      .number()
      .min(range.min ?? -1e12)
      .max(range.max ?? 1e12)
      .default(standard),
    label,
    { kind: 'decimal', ...range },
    help,
  );
export const yesNo = (label: Label, standard: boolean, help?: Label) =>
  named(z.boolean().default(standard), label, { kind: 'boolean' }, help);
export const choice = <const V extends string>(
  label: Label,
  choices: Readonly<Record<V, Label>>,
  standard: NoInfer<V>,
  help?: Label,
) => {
  const values = Object.entries<Label>(choices).map(([value, name]) => ({ value, label: name }));
  const schema = z.enum(Object.keys(choices)).default(standard);
  return named(schema, label, { kind: 'choice', choices: values }, help);
};

/** The fields of the form, in the order of the schema. A field that says nothing of itself is a text with its own name. */
export const settingsForm = (schema: z.ZodObject | undefined): FieldSchema[] =>
  Object.entries(schema?.shape ?? {}).map(([path, field]) => {
    const { label, help, of } = (field instanceof z.ZodType ? shown.get(field) : undefined) ?? {
      label: { zh: path, en: path },
      help: undefined,
      of: { kind: 'text' as const },
    };
    const standard = of.kind === 'password' ? undefined : (schema?.parse({}) ?? {})[path];
    return { path, label, help, of, required: false, access: 'write', default: standard, sortable: false, filterable: false };
  });

export const secretsOf = (schema: z.ZodObject | undefined): string[] =>
  settingsForm(schema).flatMap(({ path, of }) => (of.kind === 'password' ? [path] : []));
