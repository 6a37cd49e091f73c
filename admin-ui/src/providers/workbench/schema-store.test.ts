import type { WorkbenchSchema } from '@zuoxi/contracts';
import { RestError } from '../strapi/http';
import { SchemaStore } from './schema-store';

const schema = (version: string): WorkbenchSchema => ({ version, types: [], actions: [], modules: [], ui: [] });

/** A server that is answered by hand. */
function given() {
  const waiting: { answer: (schema: WorkbenchSchema) => void; refuse: (error: Error) => void }[] = [];
  const store = new SchemaStore({ schema: () => new Promise((answer, refuse) => waiting.push({ answer, refuse })) });
  return { store, waiting };
}

test('the schema is asked once at a time; a change that is told meanwhile is asked for afterwards', async () => {
  const { store, waiting } = given();
  const first = store.refresh();
  void store.refresh();
  void store.refresh();
  expect(waiting).toHaveLength(1);
  waiting[0]?.answer(schema('1'));
  await first;
  expect(waiting).toHaveLength(2);
  const second = store.refresh();
  waiting[1]?.answer(schema('2'));
  await second;
  expect(store.state.get()).toMatchObject({ kind: 'here', schema: { version: '2' } });
});

test('the same version tells the screens nothing', async () => {
  const { store, waiting } = given();
  const first = store.refresh();
  waiting[0]?.answer(schema('1'));
  await first;
  let told = 0;
  store.state.subscribe(() => told++);
  const second = store.refresh();
  waiting[1]?.answer(schema('1'));
  await second;
  expect(told).toBe(0);
});

test('what is known stays useful while the record plane is away; with nothing known, the reason is', async () => {
  const { store, waiting } = given();
  const first = store.refresh();
  waiting[0]?.refuse(new RestError('away', 0));
  await first;
  expect(store.state.get()).toEqual({ kind: 'failed', code: 'away' });
  const second = store.refresh();
  waiting[1]?.answer(schema('1'));
  await second;
  const third = store.refresh();
  waiting[2]?.refuse(new RestError('away', 0));
  await third;
  expect(store.state.get()).toMatchObject({ kind: 'here' });
});
