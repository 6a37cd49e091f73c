/** The form of a view as the screen needs it: fields the role still sees, those newer than the view at the end of the first section. Pure. */
import type { FieldSchema, TypeSchema } from '@zuoxi/contracts';

export type FormPart = { schema: FieldSchema; half: boolean };
export type SectionParts = { title: string; tab: string; parts: FormPart[] };
/** What a form shows but nobody fills in. */
const quiet = ['createdAt', 'updatedAt', 'id'];

export function sectionsOf({ fields, view }: TypeSchema): SectionParts[] {
  const byPath = new Map(fields.map((field) => [field.path as string, field]));
  const placed = new Set(view.form.flatMap((section) => section.fields.map(({ field }) => field)));
  const sections = view.form.map(({ title, tab = '', fields: listed }) => ({
    title,
    tab,
    parts: listed.flatMap(({ field, half }) => {
      const schema = byPath.get(field);
      return schema ? [{ schema, half }] : [];
    }),
  }));
  const newer = fields.filter(({ path }) => !placed.has(path) && !quiet.includes(path)).map((schema) => ({ schema, half: true }));
  const [first, ...rest] = sections;
  if (!first) return [{ title: '', tab: '', parts: newer }];
  return [{ ...first, parts: [...first.parts, ...newer] }, ...rest].filter(({ parts }) => parts.length > 0);
}

export const tabsOf = (sections: readonly SectionParts[]): string[] => [...new Set(sections.map(({ tab }) => tab))];
