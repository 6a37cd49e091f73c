/** What a plugin is told besides requests: facts of the switch and changed rows, as the tenant, only while the tenant has it. */
import type { UID } from '@strapi/strapi';
import { storedSignal } from '../../../../call-control/server/src/feed/follow';
import { definePlugin, type PluginDefinition } from '@zuoxi/plugin';
import { runAs } from '@zuoxi/record-plane';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenTenant, type Tenant } from '../../../../../tests/support/people';
import { serveEvents } from './events';
import { serveRows } from './rows';

let plane: RecordPlane;
let one: Tenant;
let two: Tenant;
const heard: string[] = [];
let told = (): void => undefined;
const hear = (what: string): void => {
  heard.push(what);
  told();
};
const until = async (what: string): Promise<void> => {
  while (!heard.includes(what)) await new Promise<void>((resolve) => (told = resolve));
};
let fails = 2;
const plugin: PluginDefinition = {
  name: 'listener',
  label: { zh: '听', en: 'Listener' },
  events: {
    'station.changed': async ({ fact, seq }, kit) => {
      if (seq === 3 && fails-- > 0) throw new Error('not yet');
      const groups = await kit.strapi.db.query('api::group.group').count();
      hear(`${seq} ${fact.agent} sees ${groups}`);
    },
  },
  rows: { group: async ({ action }, kit) => hear(`${action} by ${kit.tenant === one.id ? 'one' : 'two'}`) },
};
const stops: ((() => Promise<void> | void) | null)[] = [];

const store = async (tenant: Tenant, seq: number, type = 'station.changed'): Promise<void> => {
  const fact = { type, agent: 'a1', registered: true };
  await plane.strapi.db
    .connection('switch_events')
    .insert({ tenant: tenant.id, shard: 's1', seq, at: seq, type, fact: JSON.stringify(fact) });
  await plane.strapi.eventHub.emit(storedSignal);
};
const group = (tenant: Tenant, name: string) =>
  runAs({ as: 'tenant', tenant: tenant.id, row: tenant.row }, () =>
    plane.strapi.documents('api::group.group' as UID.ContentType).create({ data: { name } }),
  );

beforeAll(async () => {
  plane = await givenRecordPlane();
  definePlugin(plugin).register({ strapi: plane.strapi });
  [one, two] = [await givenTenant(plane, 'one'), await givenTenant(plane, 'two')];
  const modules = JSON.stringify(['listener']);
  await runAs({ as: 'system' }, async () => plane.strapi.db.connection('tenants').where({ id: one.row }).update({ modules }));
  await store(one, 1); // before the plugin's first day
  stops.push(await serveEvents(plane.strapi, plugin), serveRows(plane.strapi, plugin));
}, 90_000);
afterAll(async () => {
  for (const stop of stops) await stop?.();
  await plane?.stop();
});

test('a changed row is told after the commit, to the tenant that has the plugin', async () => {
  await group(two, 'theirs');
  await group(one, 'ours');
  await until('create by one');
  expect(heard).toEqual(['create by one']);
});

test('facts come in order, as the tenant, from the first day on; one that fails is tried again', async () => {
  await store(two, 2);
  await store(one, 3);
  await store(one, 4, 'agent.connected');
  await store(one, 5);
  await until('5 a1 sees 1');
  expect(heard.slice(1)).toEqual(['3 a1 sees 1', '5 a1 sees 1']);
}, 30_000);

test('what came while nobody followed is told afterwards, and nothing twice', async () => {
  await stops.shift()?.();
  await store(one, 6);
  stops.unshift(await serveEvents(plane.strapi, plugin));
  await until('6 a1 sees 1');
  await store(one, 7);
  await until('7 a1 sees 1');
  expect(heard.slice(1)).toEqual(['3 a1 sees 1', '5 a1 sees 1', '6 a1 sees 1', '7 a1 sees 1']);
}, 30_000);
