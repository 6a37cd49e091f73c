/** Values of a row as inputs hold them, and back as the wire wants them (contracts/data.ts). Pure. */
import type { FieldSchema, FileValue, Related } from '@zuoxi/contracts';
import { dayValue } from '../../lib/dates';
import { valueAt } from '../value-at';

type Of = FieldSchema['of'];
type Kind = Of['kind'];
type Both = { hold: (value: unknown, of: Of) => unknown; send: (held: unknown, of: Of) => unknown };

const two = (n: number): string => String(n).padStart(2, '0');
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]);
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const isMany = (of: Of): boolean => 'many' in of && of.many;
const ids = (held: unknown): string[] => list(held).map((one) => (one as Related | FileValue).id);

const plain: Both = { hold: text, send: (held) => (text(held) === '' ? null : text(held)) };
const number: Both = { hold: text, send: (held) => (text(held) === '' ? null : Number(text(held))) };
const linked: Both = { hold: list, send: (held, of) => (isMany(of) ? ids(held) : (ids(held)[0] ?? null)) };

const localTime = (iso: unknown): string => {
  const at = Date.parse(text(iso));
  if (Number.isNaN(at)) return '';
  const d = new Date(at);
  return `${dayValue(at)}T${two(d.getHours())}:${two(d.getMinutes())}`;
};

/** A block text of Strapi as paragraphs; marks and links that an editor made elsewhere stay while a paragraph's words are the same. */
type Block = { type: string; children: { type: string; text?: string }[] };
const wordsOf = (block: Block): string => block.children.map((child) => child.text ?? '').join('');
const blocks: Both = {
  hold: (value) => list(value) as Block[],
  send: (held) => (list(held).length === 0 ? null : held),
};
export const blocksAsText = (held: unknown): string => (list(held) as Block[]).map(wordsOf).join('\n');
export const textAsBlocks = (typed: string, before: unknown): Block[] => {
  const known = new Map((list(before) as Block[]).map((block) => [wordsOf(block), block]));
  return typed === ''
    ? []
    : typed.split('\n').map((line) => known.get(line) ?? { type: 'paragraph', children: [{ type: 'text', text: line }] });
};

const part: Both = {
  hold: (value, of) => {
    if (of.kind !== 'component') return value;
    const one = (given: unknown) => holdFields(of.fields, record(given));
    return of.many ? list(value).map(one) : value === null || value === undefined ? null : one(value);
  },
  send: (held, of) => {
    if (of.kind !== 'component') return held;
    const one = (given: unknown) => sendFields(of.fields, record(given));
    return of.many ? list(held).map(one) : held === null ? null : one(held);
  },
};

const zone: Both = {
  hold: (value, of) =>
    of.kind !== 'zone'
      ? value
      : list(value).map((given) => {
          const name = text(record(given).__component);
          const found = of.components.find((one) => one.name === name);
          return { __component: name, ...(found ? holdFields(found.fields, record(given)) : record(given)) };
        }),
  send: (held, of) =>
    of.kind !== 'zone'
      ? held
      : list(held).map((given) => {
          const name = text(record(given).__component);
          const found = of.components.find((one) => one.name === name);
          return { __component: name, ...(found ? sendFields(found.fields, record(given)) : {}) };
        }),
};

const kinds: Partial<Readonly<Record<Kind, Both>>> = {
  integer: number,
  decimal: number,
  boolean: { hold: (value) => (typeof value === 'boolean' ? value : null), send: (held) => held },
  datetime: { hold: localTime, send: (held) => (text(held) === '' ? null : new Date(text(held)).toISOString()) },
  time: { hold: (value) => text(value).slice(0, 5), send: (held) => (text(held) === '' ? null : text(held)) },
  multiChoice: { hold: list, send: (held) => list(held) },
  json: {
    hold: (value) => (value === null || value === undefined ? '' : JSON.stringify(value, null, 2)),
    send: (held) => (text(held).trim() === '' ? null : (JSON.parse(text(held)) as unknown)),
  },
  password: { hold: () => '', send: (held) => (text(held) === '' ? undefined : text(held)) },
  blocks,
  relation: linked,
  file: linked,
  component: part,
  zone,
};
const both = (of: Of): Both => kinds[of.kind] ?? plain;

function holdFields(fields: readonly FieldSchema[], row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ path, of, default: first }) => [path, both(of).hold(row[path] ?? first ?? null, of)]));
}
function sendFields(fields: readonly FieldSchema[], held: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ path, of }) => {
      const value = both(of).send(held[path], of);
      return value === undefined ? [] : [[path, value]];
    }),
  );
}

export type FormValues = Record<string, unknown>;

/** What the form begins with: the row, or the defaults of a new one. Tenant fields lie below `custom`. */
export function held(fields: readonly FieldSchema[], row: Record<string, unknown> | null): FormValues {
  const values: FormValues = {};
  for (const { path, of, default: first } of fields) {
    const value = both(of).hold(row ? valueAt(row, path) : (first ?? null), of);
    const [name = '', inner] = path.split('.');
    if (inner === undefined) values[name] = value;
    else values[name] = { ...record(values[name]), [inner]: value };
  }
  return values;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What changed, as the server takes it; tenant fields by their path. Throws SyntaxError for JSON that is none. */
export function toSend(fields: readonly FieldSchema[], now: FormValues, before: FormValues | null): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { path, of, access } of fields) {
    if (access !== 'write') continue;
    const value = valueAt(now, path);
    if (before && same(value, valueAt(before, path))) continue;
    const sent = both(of).send(value, of);
    if (sent === undefined || (!before && (sent === null || (Array.isArray(sent) && sent.length === 0)))) continue;
    values[path] = sent;
  }
  return values;
}
