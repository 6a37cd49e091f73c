/** The adapter against a Redis of its own. */
import { readInstance } from '@zuoxi/contracts/environment';
import { Jobs, type Redis } from './index';
import { scratch, startChild, type Child } from '../../../tests/support/children';
import { freeSettings } from '../../../tests/support/ports';

const password = 'for-this-test';
let redis: Redis;
let server: Child;
let release = (): void => undefined;
let dir: { path: string; remove(): void };
const words: string[] = [];
const note = (text: string): void => void words.push(text);
const log = { info: note, warn: note, error: note };

const startRedis = async (): Promise<void> => {
  const options = ['--port', String(redis.port), '--bind', '127.0.0.1', '--requirepass', password, '--appendonly', 'yes'];
  server = await startChild(['redis-server', ...options, '--save', '', '--dir', dir.path], { cwd: dir.path });
  await new Promise<void>((ready) => {
    const look = (): void => void (server.output().includes('Ready to accept connections') && ready());
    server.process.stdout?.on('data', look);
    look();
  });
};
beforeAll(async () => {
  dir = scratch('redis');
  const free = await freeSettings();
  release = free.release;
  redis = { host: '127.0.0.1', port: readInstance(free.settings, dir.path).ports.redis, password };
  await startRedis();
}, 20_000);
afterAll(async () => {
  await server?.stop();
  release();
  dir?.remove();
});

const open: Jobs[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((jobs) => jobs.stop()));
});

/** A queue whose kind `note` collects what it is told. */
function given(name: string, run: (data: unknown) => Promise<void> = async () => undefined) {
  const done: unknown[] = [];
  let told = (): void => undefined;
  const jobs = new Jobs(name, { redis, log });
  open.push(jobs);
  jobs.define('note', {
    attempts: 2,
    async run(data) {
      await run(data);
      done.push(data);
      told();
    },
  });
  jobs.start();
  const until = async (count: number): Promise<void> => {
    while (done.length < count) await new Promise<void>((resolve) => (told = resolve));
  };
  return { jobs, done, until };
}

test('a job is done once, however often its key is asked for', async () => {
  const { jobs, done, until } = given('once');
  for (let i = 0; i < 5; i++) await jobs.add('note', { n: 1 }, { key: 'tenant/a:b' });
  await jobs.add('note', { n: 2 }, { key: 'tenant/c' });
  await until(2);
  await jobs.add('note', { n: 1 }, { key: 'tenant/a:b' }); // done already
  await jobs.add('note', { n: 3 }, { key: '4711' });
  await until(3);
  expect(done).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
}, 20_000);

test('a job that fails is tried again, then given up and named', async () => {
  let tries = 0;
  const { jobs, until } = given('again', async (data) => {
    if ((data as { n: number }).n === 1 && ++tries < 2) throw new Error('not yet');
    if ((data as { n: number }).n === 9) throw new Error('never');
  });
  await jobs.add('note', { n: 1 }, { key: 'one' });
  await until(1);
  expect(tries).toBe(2);
  await jobs.add('note', { n: 9 }, { key: 'nine' });
  while (!words.some((text) => text.includes('given up'))) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(words).toContainEqual(expect.stringMatching(/job note\/nine failed, given up: never/));
}, 20_000);

test('a kind that nobody does is refused when it is asked for', async () => {
  const { jobs, until } = given('unknown');
  await jobs.add('note', {}, { key: 'known' });
  await until(1);
  await expect(jobs.add('dance', {}, { key: 'x' })).rejects.toThrow('nobody does jobs of the kind dance');
});

test('what waits survives a restart of Redis; while it is away, asking says so', async () => {
  const before = given('survives');
  await before.jobs.add('note', { n: 1 }, { key: 'later', delayMs: 1500 });
  await server.stop();
  await expect(before.jobs.add('note', { n: 2 }, { key: 'now' })).rejects.toThrow('Redis does not answer');
  await startRedis();
  await before.until(1);
  expect(before.done[0]).toEqual({ n: 1 });
}, 30_000);
