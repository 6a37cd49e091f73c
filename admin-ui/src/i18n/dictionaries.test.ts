import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actions, Cause, ErrorCode, Outcome, Owner, RestErrorCode } from '@zuoxi/contracts';
import english from 'ra-language-english';
import { shortcuts } from '../workbench/shortcuts/table';
import { en } from './en';
import { zh } from './zh';

type Tree = { [key: string]: string | Tree | undefined };
const keysOf = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key] : keysOf(value ?? {}, `${path}${key}.`),
  );
const at = (tree: Tree, key: string): string | Tree | undefined =>
  key.split('.').reduce<string | Tree | undefined>((t, part) => (typeof t === 'object' ? t[part] : undefined), tree);
const holes = (text: string): string[] => [...text.matchAll(/%\{(\w+)\}/g)].map((m) => m[1] ?? '').sort();

const source = join(__dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (f) => /\.tsx?$/.test(f) && !f.includes('.test.') && !/^i18n.(en|zh).(index|ra)\.ts$/.test(f),
);
const code = files.map((f) => readFileSync(join(source, f), 'utf8')).join('\n');
const own = keysOf(zh).filter((key) => !key.startsWith('ra.'));
/** Keys written out, and beginnings of keys that are completed at run time: `why.${no}`. */
const literals = new Set([...code.matchAll(/['"`]([a-zA-Z]+(?:\.[a-zA-Z]+)+)['"`]/g)].map((m) => m[1] ?? ''));
const beginnings = [...code.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map((m) => m[1] ?? '');

const roots = new Set(own.map((key) => key.split('.')[0]));

test('both languages have the same keys, each with words', () => {
  expect(keysOf(en).sort()).toEqual(keysOf(zh).sort());
  for (const tree of [zh, en]) for (const key of keysOf(tree)) expect([key, at(tree, key)]).not.toEqual([key, '']);
});

test('both languages fill the same holes', () => {
  for (const key of own) expect([key, holes(String(at(en, key)))]).toEqual([key, holes(String(at(zh, key)))]);
});

test("react-admin's own words are Chinese, all of them", () => {
  expect(keysOf(zh.ra).sort()).toEqual(keysOf(english.ra).sort());
});

test('every key that the screens name has words', () => {
  const notKeys = new Set<string>([...Object.keys(actions), 'error.main']);
  const missing = [...literals].filter(
    (key) =>
      roots.has(key.split('.')[0]) &&
      !notKeys.has(key) &&
      typeof at(zh, key) !== 'string' &&
      !key.startsWith('ra.') &&
      !/^(call|leg|offer|digits|recording)\./.test(key),
  );
  expect(missing).toEqual([]);
  for (const beginning of beginnings.filter((b) => roots.has(b.split('.')[0])))
    expect([beginning, typeof at(zh, beginning.slice(0, -1))]).toEqual([beginning, 'object']);
});

test('no words without a screen', () => {
  const unused = own.filter((key) => !literals.has(key) && !beginnings.some((b) => key.startsWith(b)));
  expect(unused).toEqual([]);
});

test('every code that can arrive has a sentence', () => {
  const has = (root: string, codes: readonly string[]): void => {
    for (const each of codes)
      expect([`${root}.${each}`, typeof at(zh, `${root}.${each}`)]).toEqual([`${root}.${each}`, 'string']);
  };
  has('error', [...ErrorCode.options, 'linkDown', 'unknown']);
  has('why', [...ErrorCode.options, 'linkDown']);
  has('ending.cause', Cause.options);
  has('ending.owner', Owner.options);
  has('outcome', Outcome.options);
  has('login.failed', [...RestErrorCode.options, 'away', 'unreadable']);
  has('records.failed', [...RestErrorCode.options, 'away', 'unreadable']);
  has(
    'help',
    shortcuts.map((s) => s.id),
  );
});
