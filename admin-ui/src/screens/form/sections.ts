/** The form of a view as the screen needs it. The server puts fields that are newer than the view into it; what a designer took out stays out. Pure. */
import type { FieldSchema, TypeSchema } from '@zuoxi/contracts';

export type FormPart = { schema: FieldSchema; half: boolean };
export type SectionParts = { title: string; tab: string; parts: FormPart[] };
/** What a form shows but nobody fills in. */
const quiet = ['createdAt', 'updatedAt', 'id'];

/** `isNew`: nothing is there yet to be read, so fields that nobody writes are left out. */
export function sectionsOf({ fields, view }: TypeSchema, isNew = false): SectionParts[] {
  const byPath = new Map(fields.map((field) => [field.path as string, field]));
  const sections = view.form.map(({ title, tab = '', fields: listed }) => ({
    title,
    tab,
    parts: listed.flatMap(({ field, half }) => {
      const schema = byPath.get(field);
      return schema && (!isNew || schema.access === 'write') ? [{ schema, half }] : [];
    }),
  }));
  if (sections.length > 0) return sections.filter(({ parts }) => parts.length > 0);
  const all = fields.filter(({ path }) => !quiet.includes(path)).map((schema) => ({ schema, half: true }));
  return [{ title: '', tab: '', parts: all }];
}

export const tabsOf = (sections: readonly SectionParts[]): string[] => [...new Set(sections.map(({ tab }) => tab))];
