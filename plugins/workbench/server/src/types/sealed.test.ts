/** A sealed text lies in the database sealed, whoever wrote it and whenever; it is opened by code alone, and only where it belongs. */
import type { UID } from '@strapi/strapi';
import { runAs } from '@zuoxi/record-plane';
import { add, givenTenant, type RowRef, type Tenant } from '../../../../../tests/support/people';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient } from '../../../../../tests/support/workbench-client';
import { openSealed, sealWhatIsClear } from './sealed';

const uid = 'api::trunk.trunk';
let plane: RecordPlane;
let tenant: Tenant;
let line: RowRef;
beforeAll(async () => {
  plane = await givenRecordPlane();
  tenant = await givenTenant(plane, 'one');
  line = await add(plane, uid, {
    tenant: tenant.row,
    name: '线',
    host: 'a.example',
    authUser: 'one',
    authPassword: 'carrier-4711',
  });
}, 60_000);
afterAll(() => plane?.stop());

const stored = async (row: number): Promise<string> =>
  (await plane.strapi.db.connection('trunks').where({ id: row }).first('auth_password')).auth_password;
const opened = (document: string, text: string): string | null =>
  openSealed(plane.strapi, { uid, document, attribute: 'authPassword' }, text);

test('what is written is sealed, and opens for its own row alone', async () => {
  const sealed = await stored(line.row);
  expect(sealed).toMatch(/^sealed:[A-Za-z0-9+/=]{40,}$/);
  expect(opened(line.id, sealed)).toBe('carrier-4711');
  expect(opened('another', sealed)).toBeNull();
  expect(openSealed(plane.strapi, { uid, document: line.id, attribute: 'authUser' }, sealed)).toBeNull();
});

test('it is written and never read over the API, which says whether there is one', async () => {
  const seeded = await plane.strapi.db.connection('tenants').where({ code: 'operator' }).first();
  const home: Tenant = { row: seeded.id, id: seeded.document_id, code: 'operator' };
  const operator = await givenClient(plane, await givenOne(plane, home, 'operator', '9009'));
  expect((await operator.one('trunk', line.id)).secrets).toEqual(['authPassword']);
  expect((await operator.update('trunk', line.id, { authPassword: 'carrier-4712', maxCalls: 5 })).secrets).toEqual([
    'authPassword',
  ]);
  expect(opened(line.id, await stored(line.row))).toBe('carrier-4712');
  await operator.update('trunk', line.id, { authPassword: '', maxCalls: 6 });
  expect(opened(line.id, await stored(line.row))).toBe('carrier-4712');
  const { text } = await operator.send('get', '/data/trunk').expect(200);
  expect([text.includes('4712'), text.includes('sealed:')]).toEqual([false, false]);
  const admin = await givenClient(plane, await givenOne(plane, tenant, 'admin', '9001'));
  expect(Object.keys(await admin.one('trunk', line.id))).not.toEqual(expect.arrayContaining(['secrets']));
});

test('a form of Strapi’s panel that brings back what it was given changes nothing; many rows are not given one text', async () => {
  const given = await stored(line.row);
  const panel = (data: object) =>
    runAs({ as: 'operator' }, () => plane.strapi.documents(uid as UID.ContentType).update({ documentId: line.id, data }));
  await panel({ authPassword: given });
  expect(await stored(line.row)).toBe(given);
  await panel({ authPassword: 'sealed:nothing' });
  expect(opened(line.id, await stored(line.row))).toBe('sealed:nothing');
  await add(plane, uid, { tenant: tenant.row, name: '二', host: 'b.example' });
  const many = runAs({ as: 'system' }, () => plane.strapi.db.query(uid).updateMany({ where: {}, data: { authPassword: 'x' } }));
  await expect(many).rejects.toThrow(/row by row/);
  const longText = runAs({ as: 'system' }, () =>
    plane.strapi.db.query(uid).update({ where: { id: line.row }, data: { authPassword: 'x'.repeat(200) } }),
  );
  await expect(longText).rejects.toThrow(/too long/);
});

test('what a version before left in clear, or SQL wrote, works as it is and is sealed at the next start', async () => {
  await plane.strapi.db.connection('trunks').where({ id: line.row }).update({ auth_password: 'clear-4711' });
  expect(opened(line.id, await stored(line.row))).toBe('clear-4711');
  await sealWhatIsClear(plane.strapi);
  const sealed = await stored(line.row);
  expect(sealed).toMatch(/^sealed:/);
  expect(opened(line.id, sealed)).toBe('clear-4711');
  await sealWhatIsClear(plane.strapi);
  expect(await stored(line.row)).toBe(sealed);
});
