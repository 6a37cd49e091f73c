/** What the server or the form itself says of values, as words at the field. */
import type { FieldIssue, FieldSchema } from '@zuoxi/contracts';
import type { Words } from '../../i18n/use-words';

/** What a password is not, by the rules; the record plane names it. */
const passwordFaults: readonly unknown[] = ['digits', 'letters', 'symbols', 'blank', 'common', 'personal'];

export function issueWords(t: Words, { code, limit }: Pick<FieldIssue, 'code' | 'limit'>, of?: FieldSchema['of']): string {
  if (code === 'taken' && limit !== undefined) return t('issue.takenWhat', { limit });
  if (code === 'pattern' && of?.kind === 'password' && passwordFaults.includes(limit)) return t(`issue.password.${limit}`);
  return t(`issue.${code}`, { limit });
}

const empty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const partsOf = (of: FieldSchema['of']): FieldSchema[] =>
  of.kind === 'component' ? of.fields : of.kind === 'zone' ? of.components.flatMap((one) => one.fields) : [];

/** Where in a component the issue is, `3 · 姓名: `; nothing for the field itself. `at` is the issue's path. */
export function whereIn({ path, of }: FieldSchema, at: string, say: (label: FieldSchema['label']) => string): string {
  const inside = at
    .slice(path.length + 1)
    .split('.')
    .filter(Boolean);
  let fields = partsOf(of);
  const names = inside.map((step) => {
    if (/^\d+$/.test(step)) return String(Number(step) + 1);
    const found = fields.find((field) => field.path === step);
    fields = found ? partsOf(found.of) : [];
    return say(found?.label ?? { zh: step, en: step });
  });
  return names.length > 0 ? `${names.join(' · ')}: ` : '';
}

/** What can be said before asking the server. Null: nothing. */
export function issueOf({ of }: FieldSchema, required: boolean, value: unknown): Pick<FieldIssue, 'code' | 'limit'> | null {
  if (empty(value)) return required ? { code: 'required' } : null;
  if (typeof value !== 'string') return null;
  if ('minLength' in of && of.minLength !== undefined && value.length < of.minLength)
    return { code: 'tooShort', limit: of.minLength };
  if ('maxLength' in of && of.maxLength !== undefined && value.length > of.maxLength)
    return { code: 'tooLong', limit: of.maxLength };
  if ('min' in of && of.min !== undefined && Number(value) < of.min) return { code: 'tooSmall', limit: of.min };
  if ('max' in of && of.max !== undefined && Number(value) > of.max) return { code: 'tooLarge', limit: of.max };
  if ((of.kind === 'integer' && !Number.isInteger(Number(value))) || (of.kind === 'decimal' && Number.isNaN(Number(value))))
    return { code: 'wrongKind' };
  if (of.kind === 'json') {
    try {
      JSON.parse(value);
    } catch {
      return { code: 'wrongKind' };
    }
  }
  return null;
}
