/** Two switches, one database: facts are seen in the order of their numbers, whoever is slow. */
import { SwitchEvent } from '@zuoxi/contracts';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenTenant, type Tenant } from '../../../../../tests/support/people';
import { followFacts, storedSignal } from './follow';
import { storeEvents } from './store';

let plane: RecordPlane;
let tenant: Tenant;
beforeAll(async () => {
  plane = await givenRecordPlane();
  tenant = await givenTenant(plane, 'one');
}, 90_000);
afterAll(() => plane?.stop());

const knex = () => plane.strapi.db.connection;
const store = (shard: string, seq: number): Promise<void> => {
  const fact = { type: 'station.changed', agent: shard, registered: true };
  return storeEvents(knex(), { shard, events: [SwitchEvent.parse({ seq, at: seq, tenant: tenant.id, fact })], upTo: seq });
};
/** Resolves when so many connections wait for a lock. */
const waiting = async (howMany: number): Promise<void> => {
  for (;;) {
    const { rows } = await knex().raw('select count(*)::int as n from pg_locks where not granted');
    if (rows[0].n >= howMany) return;
  }
};

test('the writer who began first is seen first, also when it commits last', async () => {
  const told: string[] = [];
  let heard = (): void => undefined;
  const following = await followFacts(plane.strapi, {
    name: 'order',
    types: ['station.changed'],
    batches: 'each',
    async take({ events: [event], keep }) {
      if (event.fact.type === 'station.changed') told.push(event.fact.agent);
      await keep(knex());
      heard();
    },
  });
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) await new Promise<void>((resolve) => (heard = resolve));
  };

  await store('slow', 1);
  // `slow` has its number and cannot commit: somebody holds the row of how far it is
  const hold = await knex().transaction();
  await hold('switch_feeds').where({ shard: 'slow' }).update({ stored: 1 });
  const slow = store('slow', 2);
  await waiting(1);
  const quick = store('quick', 3);
  const stored = quick.then(() => plane.strapi.eventHub.emit(storedSignal));
  await Promise.race([waiting(2), stored.then(() => until(() => told.includes('quick')))]);
  await hold.commit();
  await Promise.all([slow, stored]);
  await plane.strapi.eventHub.emit(storedSignal);
  await until(() => told.length === 3);
  expect(told).toEqual(['slow', 'slow', 'quick']);
  await following.stop();
});
