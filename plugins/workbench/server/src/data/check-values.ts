/** What somebody wants to write against what they may write and what the fields take. */
import type { FieldIssue } from '@zuoxi/contracts';
import { z } from 'zod';
import type { Allowed } from '../schema/access';
import type { VisibleType } from '../schema/type-schema';
import type { Field } from '../types/field';
import { checkValue } from './check-value';

export type Value = { field: Field; value: unknown };
export type CheckedValues = { values: Value[]; issues: FieldIssue[] };

const Own = z.record(z.string(), z.unknown());

/** `values` flat by path: `custom: { x }` becomes `custom.x`. */
function byPath(given: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const { custom, ...rest } = given;
  const own = Own.safeParse(custom ?? {});
  return new Map([
    ...Object.entries(rest),
    ...Object.entries(own.success ? own.data : { '': custom }).map(([name, value]): [string, unknown] => [
      `custom.${name}`,
      value,
    ]),
  ]);
}

const isRequired = ({ field }: Allowed, rules: VisibleType['rules']): boolean =>
  field.required || (rules[field.path]?.required ?? false);
/** Strapi fills in defaults of its own attributes; those of a tenant's fields are filled in here. */
const hasDefault = ({ default: given }: Field): boolean => given !== undefined && given !== null;

export function checkValues(
  { fields, rules }: VisibleType,
  given: Readonly<Record<string, unknown>>,
  isNew: boolean,
): CheckedValues {
  const asked = byPath(given);
  const values: Value[] = [];
  const issues: FieldIssue[] = [];
  const known = new Set(fields.map(({ field }) => field.path));
  for (const path of asked.keys()) if (!known.has(path)) issues.push({ field: path, code: 'unknownField' });
  for (const allowed of fields) {
    const { field, access } = allowed;
    const writable = access === 'write' && (isNew || !field.fixed);
    if (asked.has(field.path) && !writable) issues.push({ field: field.path, code: 'notWritable' });
    if (!writable) continue;
    const missing = !asked.has(field.path);
    if (missing && isNew && field.place.at === 'custom' && hasDefault(field)) values.push({ field, value: field.default });
    if (missing && !(isNew && isRequired(allowed, rules) && !hasDefault(field))) continue;
    // a password that is not typed again stays
    if (!isNew && field.place.at === 'secret' && !asked.get(field.path)) continue;
    const checked = checkValue(field.of, isRequired(allowed, rules), asked.get(field.path));
    if ('value' in checked) values.push({ field, value: checked.value });
    else
      issues.push(
        ...checked.issues.map(({ inside, ...issue }) => ({ ...issue, field: inside ? `${field.path}.${inside}` : field.path })),
      );
  }
  return { values, issues };
}
