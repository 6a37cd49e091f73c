/** `grantedBy: 'operator'` of a type's fields, from whichever side of a link they are written. */
import type { UID } from '@strapi/strapi';
import { runAs } from '@zuoxi/record-plane';
import { addFixtureTypes, partUid } from '../../../../../tests/support/fixture-types';
import { add, givenTenant, type RowRef, type Tenant } from '../../../../../tests/support/people';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';

const granted = { pluginOptions: { workbench: { grantedBy: 'operator' } } };
/** A licence of a part: the code is the operator's, and so is which part it belongs to. */
const licence = {
  kind: 'collectionType',
  collectionName: 'licences',
  info: { singularName: 'licence', pluralName: 'licences', displayName: '许可' },
  options: { draftAndPublish: false },
  pluginOptions: { workbench: true },
  attributes: {
    name: { type: 'string', required: true },
    code: { type: 'string', ...granted },
    part: { type: 'relation', relation: 'manyToOne', target: partUid, inversedBy: 'licences', useJoinTable: false, ...granted },
    others: { type: 'relation', relation: 'manyToMany', target: partUid, inversedBy: 'others', ...granted },
  },
};
const fromTheOtherSide = {
  licences: { type: 'relation', relation: 'oneToMany', target: 'api::licence.licence', mappedBy: 'part' },
  others: { type: 'relation', relation: 'manyToMany', target: 'api::licence.licence', mappedBy: 'others' },
};

let plane: RecordPlane;
let tenant: Tenant;
let admin: Client;
let inside: Client;
let row: RowRef;
let part: RowRef;
beforeAll(async () => {
  plane = await givenRecordPlane({}, (strapi) => {
    addFixtureTypes(strapi, fromTheOtherSide);
    strapi.get('apis').add('licence', { contentTypes: { licence: { schema: licence } } });
  });
  tenant = await givenTenant(plane, 'one');
  admin = await givenClient(plane, await givenOne(plane, tenant, 'admin', '9001'));
  const seeded = await plane.strapi.db.connection('tenants').where({ code: 'operator' }).first();
  const home: Tenant = { row: seeded.id, id: seeded.document_id, code: 'operator' };
  inside = await givenClient(plane, await givenOne(plane, home, 'operator', '9009'));
  const entering = { tenant: tenant.id, reason: '许可' };
  await plane.request().post('/api/accounts/act').set('Authorization', `Bearer ${inside.jwt}`).send(entering).expect(200);
  row = await add(plane, 'api::licence.licence', { tenant: tenant.row, name: '一', code: 'A-1' });
  part = await add(plane, partUid, { tenant: tenant.row, name: '件' });
}, 60_000);
afterAll(() => plane?.stop());

test.each([
  ['licence', 'code', (): unknown => 'B-1'],
  ['licence', 'part', (): unknown => part.id],
  ['licence', 'others', (): unknown => [part.id]],
  ['part', 'licences', (): unknown => [row.id]],
  ['part', 'others', (): unknown => [row.id]],
] as const)('%s: an admin does not write %s, an operator inside the enterprise does', async (type, field, value) => {
  const id = type === 'part' ? part.id : row.id;
  const issues = [{ field, code: 'notWritable' }];
  expect(await admin.refused('put', `/data/${type}/${id}`, { [field]: value() })).toMatchObject({ status: 400, issues });
  expect(await admin.refused('post', `/data/${type}`, { name: '新', [field]: value() })).toMatchObject({ issues });
  const rows = [{ name: '新', [field]: value() }];
  const { body } = await admin.send('post', `/data/${type}/import`).send({ rows }).expect(200);
  expect(body.rows).toMatchObject([{ code: 'invalid', issues }]);
  const own = (await admin.schema()).types.find(({ name }) => name === type)?.fields.find(({ path }) => path === field);
  expect(own?.access).toBe('read');
  await inside.update(type, id, { [field]: value() });
});

test('what is not granted is the enterprise’s: rows, names, deleting', async () => {
  const made = await admin.create('licence', { name: '二' });
  expect((await admin.update('licence', made.id, { name: '三' })).name).toBe('三');
  await admin.send('delete', `/data/licence/${made.id}`).expect(204);
});

test('code that works for an enterprise writes what it may, and no granted field', async () => {
  const documents = () => plane.strapi.documents('api::licence.licence' as UID.ContentType);
  const asTenant = <T>(work: () => Promise<T>): Promise<T> => runAs({ as: 'tenant', tenant: tenant.id, row: tenant.row }, work);
  const theirs = (data: object) => asTenant(() => documents().update({ documentId: row.id, data }));
  await expect(asTenant(() => documents().create({ data: { name: '五', code: 'D-1' } as object }))).rejects.toThrow(/granted/);
  await asTenant(() => documents().create({ data: { name: '五' } as object }));
  await expect(theirs({ code: 'C-1' })).rejects.toThrow(/granted by the operator/);
  await theirs({ name: '四' });
  expect((await admin.one('licence', row.id)).name).toBe('四');
});
