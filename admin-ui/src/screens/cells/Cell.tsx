import { Subject, type FieldSchema, type FileValue, type Related } from '@zuoxi/contracts';
import type { ReactNode } from 'react';
import { SubjectLink } from '../../kit/calls/SubjectLink';
import { clock, dateTime } from '../../lib/format';
import type { ValueRef } from '../../providers/workbench/client';
import { DialNumber } from './DialNumber';

export type Say = {
  label: (label: { zh: string; en: string }) => string;
  t: (key: string, values?: Record<string, unknown>) => string;
  /** where the value stands, if it is a field of a row */
  place?: ValueRef;
};
type Of = FieldSchema['of'];
type Show<K extends Of['kind']> = (value: unknown, of: Extract<Of, { kind: K }>, say: Say) => ReactNode;

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const objects = (value: unknown): Record<string, unknown>[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'object' && one !== null);
const many = (value: unknown, name: (one: Related & FileValue) => string): string =>
  objects(value)
    .map((one) => name(one as Related & FileValue))
    .join('、');
const chosen = (
  value: unknown,
  { choices }: { choices: { value: string; label: { zh: string; en: string } }[] },
  say: Say,
): string => {
  const found = choices.find((choice) => choice.value === value);
  return found ? say.label(found.label) : text(value);
};
const counted = (value: unknown, { t }: Say): string => {
  const n = objects(value).length;
  return n === 0 ? '' : t('screens.parts', { n });
};
/** Blocks of Strapi's editor as their words. */
const words = (value: unknown): string =>
  objects(value)
    .map((one) => (typeof one.text === 'string' ? one.text : words(one.children)))
    .join(' ')
    .trim();

/** How each kind of value stands in a line of text. Nothing is ever taken for HTML. */
const shows: { readonly [K in Of['kind']]: Show<K> } = {
  text,
  longText: text,
  richText: text,
  blocks: words,
  email: text,
  phone: (value, _of, { place }) => (text(value) ? <DialNumber number={text(value)} place={place} /> : ''),
  uid: text,
  password: () => '',
  integer: (value, { unit }) => (unit === 'ms' && typeof value === 'number' ? clock(value) : text(value)),
  bigInteger: text,
  decimal: text,
  date: text,
  time: (value) => text(value).slice(0, 8),
  datetime: (value) => (text(value) ? dateTime(Date.parse(text(value)), Date.now()) : ''),
  boolean: (value, _of, { t }) => (value === null || value === undefined ? '' : t(value ? 'screens.yes' : 'screens.no')),
  choice: chosen,
  multiChoice: (value, of, say) => (Array.isArray(value) ? value.map((one) => chosen(one, of, say)).join('、') : ''),
  subject: (value) => {
    const subject = Subject.safeParse(value);
    return subject.success ? <SubjectLink subject={subject.data} /> : '';
  },
  json: (value) => (value === null || value === undefined ? '' : JSON.stringify(value)),
  file: (value) => many(value, (one) => one.name),
  relation: (value) => many(value, (one) => one.label),
  component: (value, _of, say) => counted(value, say),
  zone: (value, _of, say) => counted(value, say),
};

export const cell = (value: unknown, of: Of, say: Say): ReactNode =>
  (shows[of.kind] as Show<Of['kind']>)(value, of as never, say);
