/** A value with stars (D25). Text keeps its ends; anything else says only that it is there. */
import { masked } from '@zuoxi/contracts';
import type { Kind } from '../types/field';

const stars = '***';

export function maskText(text: string): string {
  const letters = [...text];
  if (letters.length < 2) return '*'.repeat(letters.length);
  if (letters.length < 5) return `${letters[0] ?? ''}${'*'.repeat(letters.length - 1)}`;
  return `${letters[0] ?? ''}${'*'.repeat(Math.min(letters.length - 2, 8))}${letters.at(-1) ?? ''}`;
}

/** A number of up to four digits has no middle to hide. */
const maskPhone = (text: string): string => (/^\+?\d{5,}$/.test(text) ? masked(text) : maskText(text));

export function maskValue(of: Kind, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return value ?? null;
  if (Array.isArray(value) && value.length === 0) return value;
  if (typeof value !== 'string') return stars;
  return of.kind === 'phone' ? maskPhone(value) : maskText(value);
}
