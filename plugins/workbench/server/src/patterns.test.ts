/** Patterns that tenants write run in linear time: nobody's holds up the record plane. Against a running Strapi. */
import { admin, field, givenDesigners, makeField, one, plane } from '../../../../tests/support/designers';
import { workbenchOf } from './workbench';

beforeAll(givenDesigners, 60_000);
afterAll(() => plane?.stop());

const text = (pattern: string) => ({ kind: 'text', pattern });
const made = (name: string, pattern: string) => admin.send('post', '/fields').send(field(name, text(pattern)));

/** As a version before would have left it. */
async function savedBefore(name: string, pattern: string): Promise<void> {
  const definition = JSON.stringify(field(name, text(pattern)));
  await plane.strapi.db.connection.raw(`update workbench_fields set definition = ?::jsonb where tenant_id = ? and name = ?`, [
    definition,
    one.row,
    name,
  ]);
  workbenchOf(plane.strapi).forget(one.row);
}

test('a pattern that JavaScript would try for years answers at once, and the others wait for nothing', async () => {
  await makeField(admin, field('evil', text('^(a+)+$')));
  const hostile = `${'a'.repeat(200)}!`;
  expect(await admin.refused('post', '/data/everything', { name: '恶意', custom: { evil: hostile } })).toMatchObject({
    code: 'invalid',
    issues: [{ field: 'custom.evil', code: 'pattern', limit: '^(a+)+$' }],
  });
  expect((await admin.create('everything', { name: '好的', custom: { evil: 'aaa' } })).custom).toMatchObject({ evil: 'aaa' });
  const long = await admin.refused('post', '/data/everything', { name: '太长', custom: { evil: 'a'.repeat(5001) } });
  expect(long.issues).toEqual([{ field: 'custom.evil', code: 'tooLong', limit: 5000 }]);
});

test.each([
  ['(a)\\1', 'patternUnsupported', '\\1'],
  ['^(?=.*x)y', 'patternUnsupported', '(?='],
  ['a(', 'patternSyntax', 'a('],
  ['(\\w?){1000}!', 'patternTooLarge', '(\\w?){1000}!'],
  ['x'.repeat(201), 'patternTooLarge', 'x'.repeat(200)],
])('a pattern is tried when it is saved: %.20s is %s', async (pattern, code, limit) => {
  const { status, body } = await made('tried', pattern);
  expect([status, body.error]).toEqual([400, { code: 'invalid', issues: [{ field: 'of.pattern', code, limit }] }]);
});

test('one that was saved before and is not taken any more says so and validates nothing, until it is saved anew', async () => {
  const { body } = await made('old', '^a$');
  await savedBefore('old', '(a)\\1');
  const list = (await admin.send('get', '/fields').expect(200)).body.data;
  const issues = [{ field: 'of.pattern', code: 'patternUnsupported', limit: '\\1' }];
  expect(list.find(({ name }: { name: string }) => name === 'old').issues).toEqual(issues);
  expect((await admin.create('everything', { name: '旧的', custom: { old: 'anything' } })).custom).toMatchObject({
    old: 'anything',
  });
  const again = await admin.send('put', `/fields/${body.data.id}`).send(field('old', text('(a)\\1')));
  expect(again.body.error.issues).toEqual(issues);

  // a package is refused with it, and the way back to it is not
  const before = (await admin.send('get', '/package').expect(200)).body;
  expect((await admin.send('put', '/package').send(before)).body.error.issues).toEqual(issues);
  const without = { ...before, fields: before.fields.filter(({ name }: { name: string }) => name !== 'old') };
  await admin.send('put', '/package').send(without).expect(204);
  await admin.send('post', '/package/rollback').expect(204);
  expect((await admin.send('get', '/package')).body.fields).toEqual(before.fields);
});
