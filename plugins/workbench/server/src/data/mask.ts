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
const isNumber = (text: string): boolean => /^\+?\d{5,}$/.test(text);
const maskPhone = (text: string): string => (isNumber(text) ? masked(text) : maskText(text));

/** Whatever shows as `text` does fits this pattern of LIKE, and is at least so long. */
export type Alike = { like: string; atLeast: number };

const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

function alikeText(text: string): Alike {
  const letters = [...text];
  const n = letters.length;
  const first = literal(letters[0] ?? '');
  if (n < 2) return { like: '_'.repeat(n), atLeast: n };
  if (n < 5) return { like: first + '_'.repeat(n - 1), atLeast: n };
  const stars = n - 2 < 8 ? '_'.repeat(n - 2) : '%';
  return { like: first + stars + literal(letters.at(-1) ?? ''), atLeast: Math.min(n, 10) };
}

/** Texts alone have a mask that tells one from another. */
export const alike = (of: Kind, text: string): Alike =>
  of.kind === 'phone' && isNumber(text) ? { like: masked(text).replaceAll('*', '_'), atLeast: text.length } : alikeText(text);

export function maskValue(of: Kind, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return value ?? null;
  if (Array.isArray(value) && value.length === 0) return value;
  if (typeof value !== 'string') return stars;
  return of.kind === 'phone' ? maskPhone(value) : maskText(value);
}
