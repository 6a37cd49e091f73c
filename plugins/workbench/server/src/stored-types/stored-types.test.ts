/** Content types as data, over several lives of the record plane on one database: what a definition leaves out is never dropped. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createStrapi, type Core, type UID } from '@strapi/strapi';
import { runAs } from '@zuoxi/record-plane';
import { endStrapi } from '../../../../../tests/support/cms';
import { givenRecordEnvironment, type RecordEnvironment } from '../../../../../tests/support/record-environment';
import { checkValue } from '../data/check-value';
import { workbenchOf } from '../workbench';
import { readStoredTypes } from './load';

const appDir = resolve(__dirname, '../../../../../cms');
const visit = {
  kind: 'collectionType',
  collectionName: 'visits',
  info: { singularName: 'visit', pluralName: 'visits', displayName: '回访' },
  options: { draftAndPublish: false },
  pluginOptions: { workbench: { label: { zh: '回访', en: 'Visit' } } },
  attributes: {
    subject: { type: 'string', required: true },
    note: { type: 'text' },
    about: { type: 'relation', relation: 'manyToMany', target: 'api::group.group' },
  },
};
let room: RecordEnvironment;
let strapi: Core.Strapi | null = null;

const file = (name: string): string => join(room.instance.paths.types, `${name}.json`);
const define = (name: string, type: unknown): void => writeFileSync(file(name), JSON.stringify(type));
async function life<T>(work: (strapi: Core.Strapi) => Promise<T>): Promise<T> {
  strapi = await createStrapi({ appDir, distDir: join(appDir, 'dist'), serveAdminPanel: false, autoReload: false }).load();
  try {
    return await work(strapi);
  } finally {
    await endStrapi(strapi);
    strapi = null;
  }
}
const types = (running: Core.Strapi): string[] => Object.keys(running.contentTypes);
const rows = (running: Core.Strapi): Promise<unknown[]> =>
  Promise.resolve(running.db.connection('visits').select('subject', 'note').orderBy('id'));

beforeAll(async () => {
  room = await givenRecordEnvironment();
  Object.assign(process.env, room.env);
  mkdirSync(room.instance.paths.types, { recursive: true });
}, 60_000);
afterAll(async () => {
  if (strapi) await endStrapi(strapi);
  await room?.clear();
});

const kept = [
  { subject: 'first', note: 'keep me' },
  { subject: 'second', note: 'me too' },
];

test('a definition in the data directory is a content type, with all that belongs to the workbench', async () => {
  define('visit', visit);
  await life(async (running) => {
    expect(types(running)).toContain('api::visit.visit');
    const found = Object.entries(running.contentTypes).find(([uid]) => uid === 'api::visit.visit')?.[1];
    expect(Object.keys(found?.attributes ?? {})).toEqual(
      expect.arrayContaining(['subject', 'note', 'tenant', 'owner', 'group', 'custom']),
    );
    const insert = kept.map((row, i) => ({ ...row, document_id: `visitvisitvisitvisit000${i}` }));
    await running.db.connection('visits').insert(insert);
    const [first] = await running.db.connection('visits').select('id').orderBy('id');
    const group = await runAs({ as: 'system' }, async () => {
      const tenant = await running
        .documents('api::tenant.tenant' as UID.ContentType)
        .create({ data: { code: 'one', name: 'One' } });
      return running.documents('api::group.group' as UID.ContentType).create({ data: { tenant: tenant.id, name: 'one' } });
    });
    await running.db.connection('visits_about_lnk').insert({ visit_id: first?.id, group_id: group.id });
  });
}, 60_000);

test('a type is removed, the record plane starts again, the type is brought back: its rows are intact', async () => {
  rmSync(file('visit'));
  await life(async (running) => {
    expect(types(running)).not.toContain('api::visit.visit');
    expect(await rows(running)).toEqual(kept);
  });
  define('visit', visit);
  await life(async (running) => {
    expect(types(running)).toContain('api::visit.visit');
    expect(await rows(running)).toEqual(kept);
    expect(await running.db.connection('visits_about_lnk').count('* as n')).toEqual([{ n: '1' }]);
  });
}, 60_000);

test('an attribute and a relation are removed and brought back: their values are intact', async () => {
  const { subject } = visit.attributes;
  define('visit', { ...visit, attributes: { subject } });
  await life(async (running) => expect(await rows(running)).toEqual(kept));
  define('visit', visit);
  await life(async (running) => {
    expect(await rows(running)).toEqual(kept);
    expect(await running.db.connection('visits_about_lnk').count('* as n')).toEqual([{ n: '1' }]);
  });
}, 60_000);

test('patterns of types that are data are the workbench’s, which runs them in linear time; one that it cannot take stops no start', async () => {
  const patterned = (regex: string) => ({ type: 'string', regex, pluginOptions: { workbench: { search: true } } });
  const attributes = { ...visit.attributes, room: patterned('^(a+)+$'), floor: patterned('(a)\\1') };
  define('visit', { ...visit, attributes });
  await life(async (running) => {
    const { room, floor } = running.contentType('api::visit.visit' as UID.ContentType).attributes;
    expect([room, floor]).toEqual([
      { type: 'string', pluginOptions: { workbench: { search: true, pattern: '^(a+)+$' } } },
      { type: 'string', pluginOptions: { workbench: { search: true, pattern: '(a)\\1' } } },
    ]);
    const field = workbenchOf(running)
      .catalogue.named('visit')
      ?.fields.find(({ name }) => name === 'room');
    expect(field?.of).toEqual({ kind: 'text', maxLength: 255, pattern: '^(a+)+$' });
    expect(checkValue(field?.of ?? { kind: 'text' }, false, `${'a'.repeat(200)}!`)).toEqual({
      issues: [{ code: 'pattern', limit: '^(a+)+$' }],
    });
    // Strapi itself checks nothing of it: this would take it longer than anybody lives
    const data = { subject: 'x', room: `${'a'.repeat(200)}!`, tenant: 1 };
    await runAs({ as: 'system' }, () => running.documents('api::visit.visit' as UID.ContentType).create({ data }));
  });
  define('visit', visit);
}, 60_000);

test('a wrong definition is left out; the rest starts', async () => {
  define('broken', { ...visit, attributes: 'none' });
  define('other', { ...visit, info: { ...visit.info, singularName: 'other', pluralName: 'others' }, collectionName: 'queues' });
  define('queue', { ...visit, info: { ...visit.info, singularName: 'queue', pluralName: 'queues' }, collectionName: 'mine' });
  const lost = { type: 'relation', relation: 'manyToOne', target: 'api::nowhere.nowhere' };
  define('lost', {
    ...visit,
    info: { ...visit.info, singularName: 'lost', pluralName: 'losts' },
    collectionName: 'losts',
    attributes: { lost },
  });
  writeFileSync(file('nonsense'), '{');
  expect(readStoredTypes(room.instance.paths.types).filter((one) => 'why' in one)).toHaveLength(2);
  await life(async (running) => {
    expect(types(running).filter((uid) => /^api::(broken|other|lost|nonsense)\./.test(uid))).toEqual([]);
    expect(types(running)).toEqual(expect.arrayContaining(['api::visit.visit', 'api::queue.queue']));
    expect(JSON.parse(readFileSync(file('visit'), 'utf8'))).toEqual(visit);
  });
}, 60_000);
