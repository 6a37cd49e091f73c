/** Two starts of Strapi on one database, with a schema that changes between them. */
import { join } from 'node:path';
import { createStrapi, type Core, type UID } from '@strapi/strapi';
import { runAs } from '@zuoxi/record-plane';
import { endStrapi } from '../../../../tests/support/cms';
import { givenRecordEnvironment, type RecordEnvironment } from '../../../../tests/support/record-environment';
import { addFixtureTypes } from '../../../../tests/support/fixture-types';

let room: RecordEnvironment;
let strapi: Core.Strapi | null = null;
beforeAll(async () => {
  room = await givenRecordEnvironment();
}, 60_000);
afterAll(async () => {
  if (strapi) await endStrapi(strapi);
  await room?.clear();
});

async function start(more: object): Promise<Core.Strapi> {
  if (strapi) await endStrapi(strapi);
  Object.assign(process.env, room.env);
  const appDir = join(__dirname, '../../../../cms');
  const made = createStrapi({ appDir, distDir: join(appDir, 'dist'), serveAdminPanel: false, autoReload: false });
  addFixtureTypes(made, more);
  strapi = await made.load();
  return strapi;
}

const indexes = async ({ db }: Core.Strapi): Promise<string[]> => {
  const { rows } = await db.connection.raw(
    `select relname, oid::int from pg_class where relname like 'wb\\_parts%' and relkind = 'i' order by relname`,
  );
  return rows.map(({ relname, oid }: { relname: string; oid: number }) => `${relname} ${oid}`);
};

test('indexes of our own outlive a change of the schema by Strapi, and one that is lost is made again', async () => {
  const first = await start({});
  await runAs({ as: 'system' }, async () => {
    const { id: tenant } = await first
      .documents('api::tenant.tenant' as UID.ContentType)
      .create({ data: { code: 'one', name: '企业' } });
    const of = { kind: 'text' };
    const definition = { type: 'part', name: 'kept', label: { zh: '留', en: 'Kept' }, of, indexed: true };
    await first.db.query('plugin::workbench.field').create({ data: { tenant, type: 'part', name: 'kept', definition } });
  });

  const second = await start({ weight: { type: 'integer' } });
  expect(await second.db.connection('parts').columnInfo()).toHaveProperty('weight');
  const before = await indexes(second);
  expect(before).toHaveLength(4);

  const third = await start({ weight: { type: 'integer' }, height: { type: 'integer' } });
  expect(await third.db.connection('parts').columnInfo()).toHaveProperty('height');
  expect(await indexes(third)).toEqual(before);

  await third.db.connection.raw('drop index wb_parts_tenant_id_newest');
  expect((await indexes(await start({}))).map((name) => name.split(' ')[0])).toEqual(before.map((name) => name.split(' ')[0]));
}, 60_000);
