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
