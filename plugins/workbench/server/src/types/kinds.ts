/** Strapi's attribute types as the workbench's kinds: a table. */
import type { FieldKind, Label } from '@zuoxi/contracts';
import { z } from 'zod';
import { fieldOptions } from './options';

export const Attribute = z.looseObject({
  type: z.string(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  private: z.boolean().optional(),
  default: z.unknown().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  min: z.coerce.number().optional().catch(undefined),
  max: z.coerce.number().optional().catch(undefined),
  regex: z.union([z.string(), z.instanceof(RegExp).transform(({ source }) => source)]).optional(),
  enum: z.array(z.string()).optional(),
  multiple: z.boolean().optional(),
  allowedTypes: z.array(z.string()).optional(),
  relation: z.string().optional(),
  target: z.string().optional(),
  component: z.string().optional(),
  components: z.array(z.string()).optional(),
  repeatable: z.boolean().optional(),
});
export type Attribute = z.infer<typeof Attribute>;

const text = (a: Attribute) => ({ minLength: a.minLength, maxLength: a.maxLength, pattern: a.regex ?? fieldOptions(a).pattern });
/** Strapi's columns of type string hold 255 characters. */
const line = (attribute: Attribute) => ({ ...text(attribute), maxLength: attribute.maxLength ?? 255 });
const range = ({ min, max }: Attribute) => ({ min, max });
/** Strapi's columns of type decimal hold eight digits before the point and two behind. */
const most = 99_999_999.99;
const word = (value: string): Label => ({ zh: value, en: value });
const accepts = ['images', 'videos', 'audios', 'files'] as const;

const kinds: Readonly<Record<string, (attribute: Attribute) => FieldKind>> = {
  string: (a) => (fieldOptions(a).subject ? { kind: 'subject' } : { kind: fieldOptions(a).phone ? 'phone' : 'text', ...line(a) }),
  text: (a) => ({ kind: 'longText', ...text(a) }),
  richtext: (a) => ({ kind: 'richText', ...text(a) }),
  blocks: () => ({ kind: 'blocks' }),
  email: (a) => ({ kind: 'email', ...line(a) }),
  password: (a) => ({ kind: 'password', ...line(a) }),
  uid: (a) => ({ kind: 'uid', ...line(a) }),
  integer: (a) => ({ kind: 'integer', ...range(a), ...(fieldOptions(a).duration && { unit: 'ms' as const }) }),
  biginteger: (a) => ({ kind: 'bigInteger', ...range(a) }),
  float: (a) => ({ kind: 'decimal', ...range(a) }),
  decimal: (a) => ({ kind: 'decimal', min: Math.max(a.min ?? -most, -most), max: Math.min(a.max ?? most, most) }),
  date: () => ({ kind: 'date' }),
  time: () => ({ kind: 'time' }),
  datetime: () => ({ kind: 'datetime' }),
  timestamp: () => ({ kind: 'datetime' }),
  boolean: () => ({ kind: 'boolean' }),
  enumeration: (a) => {
    const labels = fieldOptions(a).choices;
    return { kind: 'choice', choices: (a.enum ?? []).map((value) => ({ value, label: labels[value] ?? word(value) })) };
  },
  json: (a) => {
    const choices = Object.entries(fieldOptions(a).choices).map(([value, label]) => ({ value, label }));
    return choices.length > 0 ? { kind: 'multiChoice', choices } : { kind: 'json' };
  },
  media: (a) => ({
    kind: 'file',
    many: a.multiple ?? false,
    accept: accepts.filter((one) => !a.allowedTypes || a.allowedTypes.includes(one)),
  }),
};

/** Null: not of this table (relations, components and zones need the other types; anything else is not Strapi's). */
export const plainKind = (attribute: Attribute): FieldKind | null => kinds[attribute.type]?.(attribute) ?? null;
