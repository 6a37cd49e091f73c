/** Long jobs against a real record plane: whose they are follows them, cancels them, and finds them again after a crash. */
import { definePlugin, longJob, Refused, type PluginDefinition } from '@zuoxi/plugin';
import { runAs, service, type Caller } from '@zuoxi/record-plane';
import { z } from 'zod';
import { givenRecordPlane, type RecordPlane } from '../../../../../../tests/support/cms';
import { givenAgent, givenTenant, type Tenant } from '../../../../../../tests/support/people';
import { LongJobs, type Reference } from './runner';

let plane: RecordPlane;
let one: Tenant;
let wang: Caller;
let li: Caller;
const queue: Reference[] = [];
const enqueue = async (job: Reference): Promise<void> => void queue.push(job);
let jobs: LongJobs;
const label = { zh: '计数', en: 'Count' };

/** Each step is let through one by one. */
const steps: (() => void)[] = [];
let waits = (): void => undefined;
const step = (): Promise<void> => new Promise((go) => (steps.push(go), waits()));
const atStep = async (): Promise<() => void> => {
  if (steps.length === 0) await new Promise<void>((resolve) => (waits = resolve));
  const [go] = steps.splice(0, 1);
  return go ?? (() => undefined);
};

const plugin: PluginDefinition = {
  name: 'counter',
  label,
  longJobs: {
    count: longJob({
      label,
      data: z.object({ to: z.number() }),
      async run({ data, caller, kit, progress }) {
        for (let n = 1; n <= data.to; n += 1) {
          await step();
          await progress(n, data.to);
        }
        return { counted: data.to, by: caller.who.agent.number, in: kit.tenant };
      },
    }),
    refuse: longJob({ label, data: z.object({}), run: () => Promise.reject(new Refused('taken')) }),
  },
};

const as = <T>(work: () => Promise<T>): Promise<T> => runAs({ as: 'tenant', tenant: one.id, row: one.row }, work);
const caller = async (number: string): Promise<Caller> => {
  const { row } = await givenAgent(plane, one, number);
  const found = await as(() => service(plane.strapi, 'people').caller(row));
  if (!found) throw new Error(`no account ${number}`);
  return found;
};
const start = (name: string, data: unknown): Promise<string> => as(() => jobs.start(plugin, wang, name, data));
const find = (id: string) => as(() => jobs.find(wang, id));
const runNext = (on: LongJobs = jobs): Promise<void> => on.run(queue.splice(0, 1)[0] as Reference);

beforeAll(async () => {
  plane = await givenRecordPlane();
  definePlugin(plugin).register({ strapi: plane.strapi });
  one = await givenTenant(plane, 'one');
  const modules = JSON.stringify(['counter']);
  await runAs({ as: 'system' }, async () => plane.strapi.db.connection('tenants').where({ id: one.row }).update({ modules }));
  [wang, li] = [await caller('1001'), await caller('1002')];
  jobs = new LongJobs(plane.strapi, enqueue);
}, 90_000);
afterAll(() => plane?.stop());

test('whoever asked sees how far it is, and what it returned; nobody else does', async () => {
  const id = await start('count', { to: 2 });
  expect(await find(id)).toMatchObject({ plugin: 'counter', name: 'count', label, state: 'waiting', done: 0, total: null });
  const done = runNext();
  (await atStep())();
  const second = await atStep();
  expect(await find(id)).toMatchObject({ state: 'running', done: 1, total: 2, result: null });
  second();
  await done;
  const result = { counted: 2, by: '1001', in: one.id };
  expect(await find(id)).toMatchObject({ state: 'done', done: 2, result, trouble: null });
  await expect(as(() => jobs.find(li, id))).rejects.toMatchObject({ code: 'notFound' });
  expect(await as(() => jobs.list(li))).toEqual([]);
  await expect(start('count', { to: 'many' })).rejects.toThrow(z.ZodError);
});

test('one that is cancelled stops at its next step and stays cancelled; a stranger cannot', async () => {
  const id = await start('count', { to: 1000 });
  const done = runNext();
  const go = await atStep();
  await expect(as(() => jobs.cancel(li, id))).rejects.toMatchObject({ code: 'notFound' });
  expect(await as(() => jobs.cancel(wang, id))).toMatchObject({ state: 'cancelled' });
  go();
  await done;
  expect(await find(id)).toMatchObject({ state: 'cancelled', result: null });
  expect(steps).toEqual([]);
});

test('what is refused says so by its code', async () => {
  const id = await start('refuse', {});
  await runNext();
  expect(await find(id)).toMatchObject({ state: 'failed', trouble: 'taken' });
});

test('what a process left behind is begun anew by the next one, once; a job that is told twice is done once', async () => {
  const id = await start('count', { to: 1 });
  const [told] = queue;
  const first = runNext();
  const go = await atStep();
  jobs.stop(); // the process ends
  go();
  await first;
  expect(await find(id)).toMatchObject({ state: 'running' });

  const next = new LongJobs(plane.strapi, enqueue);
  await runAs({ as: 'system' }, () => next.resume());
  expect(queue).toEqual([told]);
  const again = runNext(next);
  (await atStep())();
  await Promise.all([again, next.run(told as Reference)]);
  expect(await find(id)).toMatchObject({ state: 'done', done: 1 });
});
