/** What the server or the form itself says of values, as words at the field. */
import type { FieldIssue, FieldSchema } from '@zuoxi/contracts';
import type { Words } from '../../i18n/use-words';

export const issueWords = (t: Words, { code, limit }: Pick<FieldIssue, 'code' | 'limit'>): string =>
  t(`issue.${code}`, { limit });

const empty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

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
