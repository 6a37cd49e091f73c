/** Uploads where the house has a bucket: kept here first, moved at once, shown from wherever they are; while it is away, they stay. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { givenBucket, type TestBucket } from '../../../../../tests/support/bucket';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenTenant } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';

let bucket: TestBucket;
let plane: RecordPlane;
let admin: Client;
beforeAll(async () => {
  bucket = await givenBucket();
  plane = await givenRecordPlane({ ZUOXI_S3_URL: bucket.url });
  admin = await givenClient(plane, await givenOne(plane, await givenTenant(plane, 'one'), 'admin', '1001'));
}, 60_000);
afterAll(async () => {
  await plane?.stop();
  await bucket?.stop();
});

const here = (): string[] =>
  readdirSync(join(plane.instance.paths.uploads, '.files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const send = async (text: string): Promise<string> => {
  const { status, body } = await plane
    .request()
    .post('/api/workbench/files')
    .set('Authorization', `Bearer ${admin.jwt}`)
    .attach('file', Buffer.from(text), 'note.txt');
  expect(status).toBe(201);
  return body.data.url as string;
};
const shown = async (url: string) => (await plane.request().get(url).buffer(true)).body.toString();

test('an upload is shown before and after it was moved', async () => {
  const url = await send('words of a customer');
  expect(await shown(url)).toBe('words of a customer');
  while (here().length > 0) await new Promise((next) => setTimeout(next, 20));
  expect(await shown(url)).toBe('words of a customer');
});

test('while the bucket is away an upload succeeds all the same and stays here', async () => {
  await bucket.goAway();
  const url = await send('words in a storm');
  expect(here()).toHaveLength(1);
  expect(await shown(url)).toBe('words in a storm');
  await bucket.comeBack();
});
