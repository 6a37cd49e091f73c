/** What a plugin keeps of the facts in tables of its own: batches of one tenant, its rows and its place in one transaction. */
import type { UID } from '@strapi/strapi';
import { runAs } from '@zuoxi/record-plane';
import { storedSignal } from '../../../../call-control/server/src/feed/follow';
import { definePlugin, projection, type PluginDefinition } from '@zuoxi/plugin';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenTenant, type Tenant } from '../../../../../tests/support/people';
import { serveProjections } from './events';

let plane: RecordPlane;
let one: Tenant;
let two: Tenant;
let stop: () => Promise<void>;
const batches: string[] = [];
let fails = 0;
let told = (): void => undefined;
const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise<void>((resolve) => (told = resolve));
};

const plugin: PluginDefinition = {
  name: 'counter',
  label: { zh: '数', en: 'Counter' },
  projections: {
    stations: projection({
      types: ['station.changed'],
      async project(transaction, events, kit) {
        const of = kit.tenant === one.id ? 'one' : 'two';
        for (const { seq, fact } of events) {
          await transaction('counted').insert({ of, seq });
          await kit.strapi.documents('api::group.group' as UID.ContentType).create({ data: { name: `${of} ${seq}` } });
          if (fact.agent === 'never') {
            told();
            throw new Error('this one never fits');
          }
        }
        if (fails-- > 0) throw new Error('not yet');
        batches.push(`${of}: ${events.map(({ seq }) => seq).join(' ')}`);
        told();
      },
    }),
  },
};

const knex = () => plane.strapi.db.connection;
const store = async (tenant: Tenant, seqs: readonly number[], agent = 'a1'): Promise<void> => {
  const fact = JSON.stringify({ type: 'station.changed', agent, registered: true });
  const rows = seqs.map((seq) => ({ tenant: tenant.id, shard: 's1', seq, at: seq, type: 'station.changed', fact }));
  await knex()('switch_events').insert(rows);
};
const signal = () => plane.strapi.eventHub.emit(storedSignal);
const counted = async (): Promise<string[]> => {
  const rows: { of: string; seq: number }[] = await knex()('counted').orderBy('seq');
  return rows.map(({ of, seq }) => `${of} ${seq}`);
};
const groups = () =>
  runAs({ as: 'system' }, async () => {
    const rows: { name: string }[] = await knex()('groups').orderBy('id').select('name');
    return rows.map(({ name }) => name);
  });

beforeAll(async () => {
  plane = await givenRecordPlane();
  definePlugin(plugin).register({ strapi: plane.strapi });
  [one, two] = [await givenTenant(plane, 'one'), await givenTenant(plane, 'two')];
  const modules = JSON.stringify(['counter']);
  await runAs({ as: 'system' }, () => knex()('tenants').update({ modules }));
  await knex().schema.createTable('counted', (table) => {
    table.text('of');
    table.integer('seq');
  });
  await store(one, [1]); // before its first day
  stop = await serveProjections(plane.strapi, plugin);
}, 90_000);
afterAll(async () => {
  await stop?.();
  await plane?.stop();
});

test('a batch that fails leaves nothing, and is told again as a whole; each tenant has its own', async () => {
  fails = 1;
  await store(one, [2, 3]);
  await store(two, [4]);
  await store(one, [5]);
  await signal();
  await until(() => batches.length === 2);
  expect(batches).toEqual(['one: 2 3 5', 'two: 4']);
  expect(await counted()).toEqual(['one 2', 'one 3', 'two 4', 'one 5']);
  expect(await groups()).toEqual(['one 2', 'one 3', 'one 5', 'two 4']);
}, 30_000);

test('what a tenant had before the process died is not told to it again', async () => {
  await stop();
  await store(one, [6]);
  await store(two, [7]);
  // it died between the two tenants' transactions
  const { rows } = await knex().raw(`select n from switch_events where seq = 6`);
  const place = { name: 'plugin.counter.stations', tenant: one.id, n: rows[0].n };
  await knex()('switch_followers_ahead').insert(place);
  stop = await serveProjections(plane.strapi, plugin);
  await until(() => batches.length === 3);
  expect(batches.slice(2)).toEqual(['two: 7']);
}, 30_000);

test('the one fact that never fits is left behind, its neighbours are not', async () => {
  await stop();
  await store(one, [8]);
  await store(one, [9], 'never');
  await store(one, [10]);
  stop = await serveProjections(plane.strapi, plugin, []);
  await until(() => batches.length === 5);
  expect(batches.slice(3)).toEqual(['one: 8', 'one: 10']);
  expect((await counted()).slice(-2)).toEqual(['one 8', 'one 10']);
}, 30_000);
