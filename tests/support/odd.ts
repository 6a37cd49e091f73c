/** Requests with a value somewhere that nobody's form would send, by a generator with a seed: the same ones every time. */
import { oneOf, type Chance } from './chance';

/** Stands for JSON nested so deep that writing it by recursion would overflow the stack; `json` puts it in. */
export const deep = '@deep@';
const depth = 100_000;
export const json = (body: unknown): string =>
  JSON.stringify(body).replaceAll(`"${deep}"`, '['.repeat(depth) + ']'.repeat(depth));

export const oddTexts: readonly string[] = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\u2028',
    '\r\nX: y',
    '%00',
    "'; drop table x; --",
    '\\',
    '%',
    '_',
    '${7*7}',
    '../../etc/passwd',
  ],
  ...[
    'NaN',
    'null',
    'undefined',
    '-0',
    '0x10',
    '1e400',
    '9223372036854775808',
    '-9223372036854775809',
    '2147483648',
    '99999999999999999999999',
  ],
  ...[
    '0000-01-01',
    '-000001-01-01',
    '300000-01-01',
    '2026-02-30',
    '+275760-09-13T00:00:00.000Z',
    '9999-12-31T23:59:59.999999999Z',
    '24:00',
    '2026-01-01T00:00:00+99:99',
  ],
  ...[
    '[]',
    '{}',
    '[[]]',
    '{"$ne":null}',
    'a'.repeat(3000),
    '漢'.repeat(300),
    '👩‍👩‍👧‍👦',
    '\u202e',
    '[object Object]',
    '__proto__',
    'constructor',
  ],
];
export const oddValues: readonly unknown[] = [
  ...oddTexts,
  ...[null, true, false, 0, -1, 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, -1e308, 1e-320, 8.64e15, 8.64e15 + 1],
  ...[
    [],
    {},
    [null],
    [[]],
    [{}],
    [0, 'a', null, {}],
    ['\0'],
    { '\0': 1 },
    { id: '\0' },
    { __proto__: null, a: 1 },
    { id: 1 },
    [1, [2, [3]]],
  ],
  ...[
    JSON.parse('['.repeat(60) + ']'.repeat(60)) as unknown,
    deep,
    Array.from({ length: 2000 }, (_, i) => i),
    { set: [{ id: 1 }] },
    { connect: ['x'] },
  ],
];
/** Cursors as ours are made, with something else in them. */
export const oddCursors: readonly string[] = [
  ...oddTexts,
  ...[
    ...[
      null,
      0,
      'x',
      [],
      {},
      [1, 'x'],
      [1e300, 'x'],
      [-1, '\0'],
      [8.64e15, 'x'],
      [8.65e15, 'x'],
      [9007199254740991, 'a'.repeat(64)],
      [null, 0],
    ],
    ...['createdAt', 'name', 'amount', 'id', 'day', 'done'].flatMap((f) =>
      [null, '\0', 'x', '1', 'NaN', '\ud800', '300000-01-01', '1e400', '9'.repeat(400)].flatMap((k) =>
        [0, 1, -1, 2 ** 31, 2 ** 53 - 1].map((i) => ({ f, o: 'desc', k, i })),
      ),
    ),
  ].map((cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')),
];

type Json = Record<string, unknown>;
const isObject = (given: unknown): given is Json => typeof given === 'object' && given !== null && !Array.isArray(given);

/** The same with one of its values, at any depth, an odd one. */
export function withOdd(chance: Chance, given: unknown): unknown {
  const inside = isObject(given) || Array.isArray(given) ? Object.keys(given) : [];
  if (inside.length === 0 || chance() < 0.15) return oneOf(chance, oddValues);
  const key = oneOf(chance, inside);
  if (Array.isArray(given)) return given.map((one: unknown, i) => (String(i) === key ? withOdd(chance, one) : one));
  return isObject(given) ? { ...given, [key]: withOdd(chance, given[key]) } : given;
}

/** What lists and routes are asked with, each with a value that is right. */
const asked: Readonly<Json> = {
  after: '',
  before: 10,
  limit: 5,
  skip: 0,
  search: 'x',
  filter: '[]',
  sort: '{"field":"createdAt","order":"desc"}',
  number: '138',
  direction: 'inbound',
  mine: 'true',
  from: 1,
  to: 2,
  days: 7,
  act: 'login',
  actor: 'x',
  folder: 'inbox',
  role: 'x',
  type: 'everything',
  format: 'wav',
  download: '1',
};
/** A lone surrogate has no UTF-8: a browser sends the replacement character. */
const wellFormed = (text: string): string => Buffer.from(text).toString();
const words = (query: Json): string =>
  Object.entries(query)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(wellFormed(String(value)))}`)
    .join('&');

export function oddQuery(chance: Chance, fields: readonly string[]): string {
  const name = oneOf(chance, Object.keys(asked));
  const ops = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'empty', 'notEmpty'];
  const odd: Readonly<Record<string, () => unknown>> = {
    after: () => oneOf(chance, oddCursors),
    filter: () =>
      JSON.stringify([{ field: oneOf(chance, fields), op: oneOf(chance, ops), value: oneOf(chance, oddValues.slice(0, -5)) }]),
    sort: () => JSON.stringify({ field: oneOf(chance, [...fields, ...oddTexts]), order: oneOf(chance, ['asc', 'desc', '\0']) }),
  };
  const value = chance() < 0.8 ? odd[name]?.() : undefined;
  const sort = name === 'after' ? { sort: JSON.stringify({ field: oneOf(chance, fields), order: 'desc' }) } : {};
  return words({ ...sort, [name]: value ?? oneOf(chance, oddTexts) });
}

const params = /:([A-Za-z]+)(?:\([^)]*\))?\??/g;

/** `known`: what a parameter of this name may rightly be; some of them are odd. */
export const oddPath = (chance: Chance, route: string, known: (name: string) => readonly string[]): string =>
  route.replace(params, (_, name: string) => {
    const right = known(name);
    const odd = right.length === 0 || chance() < 0.25;
    return encodeURIComponent(odd ? wellFormed(oneOf(chance, oddTexts)) || 'x' : oneOf(chance, right));
  });
