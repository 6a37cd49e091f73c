import { isPlainJson, textsAtFault } from './plain-text';

const attributes = {
  name: { type: 'string' },
  mail: { type: 'email' },
  secret: { type: 'password' },
  slug: { type: 'uid' },
  level: { type: 'enumeration' },
  note: { type: 'text' },
  article: { type: 'richtext' },
  extra: { type: 'json' },
  body: { type: 'blocks' },
  lines: { type: 'component', component: 'c.line', repeatable: true },
  zone: { type: 'dynamiczone' },
  other: { type: 'relation' },
};
const schemas = (uid: string) =>
  uid === 'c.line' ? { text: { type: 'string' }, inner: { type: 'component', component: 'c.line' } } : undefined;
const faults = (data: object) => textsAtFault(attributes, schemas, data).map((path) => path.join('.'));

test.each(['name', 'mail', 'secret', 'slug', 'level'])('%s is one line', (field) => {
  for (const text of ['a\r\nb', 'a\nb', 'a\tb', 'a\0', '\u2028', '\u007f']) expect(faults({ [field]: text })).toEqual([field]);
  for (const value of ['王 "五" <a@b>', '', null, undefined, 7]) expect(faults({ [field]: value })).toEqual([]);
});

test.each(['note', 'article'])('%s has lines and tabs, and nothing else that is no text', (field) => {
  expect(faults({ [field]: 'a\r\n\tb' })).toEqual([]);
  for (const text of ['a\0', '\u0007', '\u001b[31m']) expect(faults({ [field]: text })).toEqual([field]);
});

test.each(['extra', 'body'])('%s holds no NUL anywhere inside', (field) => {
  expect(faults({ [field]: [{ a: ['x\ny', { b: 1 }] }] })).toEqual([]);
  for (const value of ['\0', ['\0'], { a: [{ b: 'x\0' }] }, { ['k\0']: 1 }, [{ text: '\ud800' }]])
    expect(faults({ [field]: value })).toEqual([field]);
});

test('parts are looked into, however deep, and named with their path', () => {
  const bad = { text: 'a\nb' };
  expect(faults({ lines: [{ text: 'ok' }, bad, { text: 'ok', inner: bad }] })).toEqual(['lines.1.text', 'lines.2.inner.text']);
  expect(
    faults({
      zone: [
        { __component: 'c.line', ...bad },
        { __component: 'c.gone', ...bad },
      ],
    }),
  ).toEqual(['zone.0.text']);
  expect(faults({ other: { set: [{ documentId: 'a\n' }] }, gone: 'a\n' })).toEqual([]);
});

test('JSON that is nested a hundred thousand deep is looked through', () => {
  let deep: unknown = '\0';
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(isPlainJson(deep)).toBe(false);
});
