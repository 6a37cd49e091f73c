/** One value against its kind: what to store, or why not. A table; relations and files are looked up elsewhere, components nest. */
import { isLine, isProse, type FieldIssue } from '@zuoxi/contracts';
import { fitsPattern, longestMatched } from '@zuoxi/contracts/patterns';
import { z } from 'zod';
import { isDeeper } from '@zuoxi/record-plane';
import type { Kind } from '../types/field';
import { isPlainJson } from '../types/plain-text';
import { instantOf, isDate, isTime } from './value';

export type Checked = { value: unknown } | { issues: Issue[] };
/** `inside`: the path below the field, for components. */
export type Issue = Omit<FieldIssue, 'field'> & { inside?: string };
type Check<K extends Kind['kind']> = (of: Extract<Kind, { kind: K }>, given: unknown) => Checked;

const no = (code: FieldIssue['code'], limit?: string | number): Checked => ({
  issues: [{ code, ...(limit !== undefined && { limit }) }],
});
const yes = (value: unknown): Checked => ({ value });

type TextRules = { minLength?: number; maxLength?: number; pattern?: string };
const email = z.email();

/** A single line, unless `fits` says otherwise. */
function text({ minLength, maxLength, pattern }: TextRules, given: unknown, fits = isLine): Checked {
  if (typeof given !== 'string') return no('wrongKind');
  if (!fits(given)) return no('control');
  if (minLength !== undefined && given.length < minLength) return no('tooShort', minLength);
  if (maxLength !== undefined && given.length > maxLength) return no('tooLong', maxLength);
  if (pattern === undefined) return yes(given);
  if (given.length > longestMatched) return no('tooLong', longestMatched);
  if (!fitsPattern(pattern, given)) return no('pattern', pattern);
  return yes(given);
}

function range({ min, max }: { min?: number; max?: number }, value: number): Checked {
  if (min !== undefined && value < min) return no('tooSmall', min);
  if (max !== undefined && value > max) return no('tooLarge', max);
  return yes(value);
}

/** PostgreSQL's integer. */
const most = 2_147_483_647;
const numberOf = (given: unknown): number | null => {
  const read = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
};
const Id = z.string().regex(/^[\w-]{1,64}$/);
const id = z.union([Id, z.looseObject({ id: Id }).transform(({ id }) => id)]);

/** An id, or a row that has one. */
function ids({ many }: { many: boolean }, given: unknown): Checked {
  const read = many ? z.array(id).max(1000).safeParse(given) : id.safeParse(given);
  if (!read.success) return no('wrongKind');
  return yes(Array.isArray(read.data) ? [...new Set(read.data)] : read.data);
}

const Part = z.record(z.string(), z.unknown());

function part(
  fields: readonly { name: string; of: Kind; required: boolean }[],
  given: unknown,
  at: string,
  also: readonly string[] = [],
): Checked {
  const read = Part.safeParse(given);
  if (!read.success) return no('wrongKind');
  const issues: Issue[] = [];
  const value: Record<string, unknown> = {};
  const under = (name: string): string => (at ? `${at}.${name}` : name);
  for (const name of Object.keys(read.data))
    if (!also.includes(name) && !fields.some((field) => field.name === name))
      issues.push({ code: 'unknownField', inside: under(name) });
  for (const { name, of, required } of fields) {
    const checked = checkValue(of, required, read.data[name]);
    if ('value' in checked) value[name] = checked.value;
    else issues.push(...checked.issues.map((i) => ({ ...i, inside: under(i.inside ? `${name}.${i.inside}` : name) })));
  }
  return issues.length ? { issues } : yes(value);
}

function parts(given: unknown, one: (given: unknown, at: string) => Checked): Checked {
  if (!Array.isArray(given) || given.length > 200) return no('wrongKind');
  const checked = given.map((item, i) => one(item, String(i)));
  const issues = checked.flatMap((c) => ('issues' in c ? c.issues : []));
  return issues.length ? { issues } : yes(checked.map((c) => ('value' in c ? c.value : null)));
}

/** Nested deeper than people nest, JSON is an attack on whoever reads it. */
const deepest = 40;

/** Of a text the JSON that stands in it, as Strapi reads one. */
function json(given: unknown): Checked {
  const read = typeof given === 'string' ? parsed(given) : { value: given };
  if (!read) return no('wrongKind');
  if (isDeeper(read.value, deepest)) return no('tooLarge', deepest);
  return isPlainJson(read.value) ? yes(read.value) : no('control');
}
function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** As Strapi's editor makes them; its validator stumbles over what is no object. */
const Block: z.ZodType = z.looseObject({ type: z.string(), children: z.lazy(() => z.array(Block)).optional() });
const Blocks = z.array(Block);

const checks: { readonly [K in Kind['kind']]: Check<K> } = {
  text: (of, given) => text(of, given),
  longText: (of, given) => text(of, given, isProse),
  richText: (of, given) => text(of, given, isProse),
  uid: (of, given) => text({ ...of, pattern: of.pattern ?? '^[A-Za-z0-9-_.~]*$' }, given),
  phone: (of, given) => text({ ...of, pattern: of.pattern ?? '^[+]?[0-9*# -]{1,32}$' }, given),
  password: (of, given) => text(of, given),
  email: (of, given) => {
    const checked = text(of, given);
    return 'value' in checked && !email.safeParse(checked.value).success ? no('pattern', 'email') : checked;
  },
  integer: (of, given) => {
    const value = numberOf(given);
    if (value === null || !Number.isInteger(value)) return no('wrongKind');
    return range({ min: Math.max(of.min ?? -most, -most), max: Math.min(of.max ?? most, most) }, value);
  },
  bigInteger: (of, given) => {
    const value = String(given);
    if (!/^-?\d{1,18}$/.test(value)) return no('wrongKind');
    const checked = range(of, Number(value));
    return 'value' in checked ? yes(value) : checked;
  },
  decimal: (of, given) => {
    const value = numberOf(given);
    return value === null ? no('wrongKind') : range(of, value);
  },
  date: (_of, given) => (isDate(given) ? yes(given) : no('wrongKind')),
  time: (_of, given) => (isTime(given) ? yes(fullTime(given)) : no('wrongKind')),
  datetime: (_of, given) => {
    const read = instantOf(given);
    return read ? yes(read.toISOString()) : no('wrongKind');
  },
  boolean: (_of, given) => (typeof given === 'boolean' ? yes(given) : no('wrongKind')),
  choice: ({ choices }, given) => (choices.some(({ value }) => value === given) ? yes(given) : no('choice')),
  multiChoice: ({ choices }, given) => {
    if (!Array.isArray(given)) return no('wrongKind');
    return given.every((one) => choices.some(({ value }) => value === one)) ? yes([...new Set(given)]) : no('choice');
  },
  json: (_of, given) => json(given),
  subject: () => no('wrongKind'), // said by what happens, by nobody's form
  blocks: (_of, given) => {
    const checked = json(given);
    return 'value' in checked && !Blocks.safeParse(checked.value).success ? no('wrongKind') : checked;
  },
  file: ids,
  relation: ids,
  component: ({ many, fields }, given) => (many ? parts(given, (one, at) => part(fields, one, at)) : part(fields, given, '')),
  zone: ({ components }, given) =>
    parts(given, (one, at) => {
      const named = z.looseObject({ __component: z.string() }).safeParse(one);
      const found = components.find(({ name }) => named.success && name === named.data.__component);
      if (!found) return { issues: [{ code: 'wrongKind', inside: at }] };
      const checked = part(found.fields, one, at, ['__component']);
      return 'value' in checked ? yes({ __component: found.name, ...Part.parse(checked.value) }) : checked;
    }),
};

/** Strapi wants hours to milliseconds. */
const fullTime = (given: string): string => {
  const [hours = '00', minutes = '00', rest = '00'] = given.split(':');
  const [seconds = '00', parts = ''] = rest.split('.');
  return `${hours}:${minutes}:${seconds}.${parts.padEnd(3, '0')}`;
};

const check = <K extends Kind['kind']>(of: Extract<Kind, { kind: K }>, given: unknown): Checked => {
  const found: Check<K> = checks[of.kind];
  return found(of, given);
};

const isEmpty = (given: unknown): boolean =>
  given === null || given === undefined || given === '' || (Array.isArray(given) && given.length === 0);

const isList = (of: Kind): boolean => of.kind === 'zone' || (of.kind === 'component' && of.many);

/** Empty text is kept as null, so that "is empty" has one meaning; a list of parts is never null to Strapi. */
export function checkValue(of: Kind, required: boolean, given: unknown): Checked {
  if (!isEmpty(given)) return check(of, given);
  if (required) return no('required');
  return yes(Array.isArray(given) || isList(of) ? [] : null);
}
