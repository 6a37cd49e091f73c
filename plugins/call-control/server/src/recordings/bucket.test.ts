/** Recordings where the house has a bucket: moved when their call is over, played from wherever they are. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readInstance } from '@zuoxi/contracts/environment';
import { storageOf, type TieredStorage } from '@zuoxi/storage';
import { givenBucket, type TestBucket } from '../../../../../tests/support/bucket';
import { callRecord } from '../../../../../tests/support/calls';
import { root } from '../../../../../tests/support/command';
import { detail, givenRecordedCalls, happened, now, plane, wang, wav } from '../../../../../tests/support/recorded-calls';
import { ofEndedCalls } from './storage';

const older = 'tenant/2026/11/20/of-another-day.1.wav';
let bucket: TestBucket;
let storage: TieredStorage;
beforeAll(async () => {
  bucket = await givenBucket();
  await givenRecordedCalls({ ZUOXI_S3_URL: bucket.url }, () => {
    const file = join(readInstance(process.env, root).paths.recordings, older);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'older');
  });
  const { paths, external } = plane.instance;
  storage = storageOf(paths.recordings, external.bucket, 'recordings/');
}, 60_000);
afterAll(async () => {
  await plane?.stop();
  await bucket?.stop();
});

const url = async (): Promise<string> => (await detail(wang, 'c-1')).segments[0]?.url ?? '';
const play = async (query = '', range = 'bytes=0-') =>
  plane
    .request()
    .get(`${await url()}${query}`)
    .set('Range', range);

test('what lay there at the start and is nobody’s any more is moved', async () => {
  while (await storage.near.find(older)) await new Promise((next) => setTimeout(next, 20));
  expect((await buffer(await (await storage.far!.find(older))!.read())).toString()).toBe('older');
});

test('a recording is played, in parts too, measured and made an mp3 as before; while the bucket is away it is an error and not silence', async () => {
  const whole = readFileSync(storage.near.pathOf(wav));
  await storage.moveOut(wav);
  expect(await storage.near.find(wav)).toBeNull();

  const all = await play();
  expect([all.status, all.headers['content-type'], all.body]).toEqual([206, 'audio/wav', whole]);
  const part = await play('', 'bytes=100-199');
  expect(part.headers['content-range']).toBe(`bytes 100-199/${whole.length}`);
  expect(part.body).toEqual(whole.subarray(100, 200));
  expect((await play('', 'bytes=9999999-')).status).toBe(416);
  const head = await plane.request().head(await url());
  expect([head.status, head.headers['content-length']]).toEqual([200, String(whole.length)]);
  expect(Math.abs(((await detail(wang, 'c-1')).segments[0]?.durationMs ?? 0) - 2000)).toBeLessThan(50);
  expect((await play('?format=mp3')).headers['content-type']).toBe('audio/mpeg');

  const address = await url();
  await bucket.goAway();
  expect((await plane.request().get(address)).status).toBe(500);
  await bucket.comeBack();
  expect((await plane.request().get(address)).status).toBe(200);
});

test('only what belongs to a stored record, or to days long past, is nobody’s any more', async () => {
  const today = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  const key = (call: string, day = today): string => `${wang.tenant.id}/${day}/${call}.1.wav`;
  await happened(callRecord('s1.over', wang, { at: now - 60_000 }));
  const keys = [
    key('s1_over'),
    key('s1_running'),
    key('s1_lost', '2026/01/01'),
    `other/${today}/s1_over.1.wav`,
    key('s1_over').replace('.wav', '.mp3'),
  ];
  const found = await ofEndedCalls(plane.strapi, keys, now);
  expect(found.sort()).toEqual([keys[0]!, keys[2]!, keys[4]!].sort());
});
