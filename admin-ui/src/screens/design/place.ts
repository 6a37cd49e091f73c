import type { FormSection } from '@zuoxi/contracts';

export type Drafted = FormSection[];

/** The form with `field` in section `to`, before `before` or at the end; where it came from it is no more. */
export function placed(form: Drafted, field: string, to: number, before: string | null): Drafted {
  if (field === before || field === '') return form;
  const was = form.flatMap(({ fields }) => fields).find((one) => one.field === field) ?? { field, half: true };
  return form.map((section, at) => {
    const rest = section.fields.filter((one) => one.field !== field);
    if (at !== to) return { ...section, fields: rest };
    const place = before === null ? rest.length : rest.findIndex((one) => one.field === before);
    const index = place < 0 ? rest.length : place;
    return { ...section, fields: [...rest.slice(0, index), was, ...rest.slice(index)] };
  });
}

export const takenOut = (form: Drafted, field: string): Drafted =>
  form.map((section) => ({ ...section, fields: section.fields.filter((one) => one.field !== field) }));

/** One place up or down; from the edge of a section into the next one. */
export function stepped(form: Drafted, field: string, by: 1 | -1): Drafted {
  const section = form.findIndex(({ fields }) => fields.some((one) => one.field === field));
  const { fields } = form[section] ?? { fields: [] };
  const at = fields.findIndex((one) => one.field === field);
  if (by === -1) {
    const above = fields[at - 1];
    if (above) return placed(form, field, section, above.field);
    return section > 0 ? placed(form, field, section - 1, null) : form;
  }
  if (at < fields.length - 1) return placed(form, field, section, fields[at + 2]?.field ?? null);
  return section < form.length - 1 ? placed(form, field, section + 1, form[section + 1]?.fields[0]?.field ?? null) : form;
}
