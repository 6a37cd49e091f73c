/** Uploads as they come over the web origin, and what strangers leave behind: nothing. Against a running Strapi behind nginx. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { request as ask } from 'node:http';
import { join } from 'node:path';
import { readInstance } from '@zuoxi/contracts/environment';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { root } from '../../../../../tests/support/command';
import { givenOrigin, type Origin } from '../../../../../tests/support/nginx';
import { givenTenant } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';
import { mostBytes } from './store';

let plane: RecordPlane;
let origin: Origin;
let admin: Client;

beforeAll(async () => {
  plane = await givenRecordPlane({}, () => {
    const { incoming } = readInstance(process.env, root).paths;
    mkdirSync(join(incoming, 'request-of-a-crash'), { recursive: true });
    writeFileSync(join(incoming, 'request-of-a-crash/a'), 'left');
  });
  const server = plane.strapi.server.httpServer;
  await once(server.listen(plane.instance.ports.cms, '127.0.0.1'), 'listening');
  origin = await givenOrigin(plane.instance);
  admin = await givenClient(plane, await givenOne(plane, await givenTenant(plane, 'one'), 'admin', '1001'));
}, 60_000);
afterAll(async () => {
  await origin?.stop();
  await plane?.stop();
});

type Part = { field: string; name?: string; body: Buffer };
const boundary = 'b0undary';
const form = (parts: readonly Part[]): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ field, name, body }) => [
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${field}"${name ? `; filename="${name}"\r\nContent-Type: image/png` : ''}\r\n\r\n`,
      ),
      body,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);

type Sent = { status: number; code: unknown; heldMeanwhile: number };
type How = { path?: string; token?: string | null; cut?: boolean; from?: string };
/** Sends a form through nginx. `cut`: stays in the middle of it and then goes away. */
const send = (
  body: Buffer,
  { path = '/api/workbench/files', token = admin.jwt, cut = false, from = '127.0.0.2' }: How = {},
): Promise<Sent> =>
  new Promise((resolve, reject) => {
    const { host, web } = plane.instance;
    const headers = {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': body.length,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    let heldMeanwhile = 0;
    let answered = false;
    const sent = ask({ host, port: web, path, method: 'POST', agent: false, localAddress: from, headers }, async (response) => {
      answered = true;
      const text = (await response.setEncoding('utf8').toArray()).join('');
      sent.destroy();
      const answer = text.startsWith('{') ? JSON.parse(text) : {};
      resolve({ status: response.statusCode ?? 0, code: answer.error?.code, heldMeanwhile });
    });
    sent.on('error', (error) => answered || (cut ? resolve({ status: 0, code: 'cut', heldMeanwhile }) : reject(error)));
    const half = body.length / 2;
    sent.write(body.subarray(0, half), () => {
      heldMeanwhile = origin.held();
      if (cut) sent.destroy();
      else sent.end(body.subarray(half));
    });
  });

/** What lies where something could be left: in the folder of uploads on their way in, and in nginx's. */
const left = (): { incoming: string[]; nginx: number } => ({
  incoming: readdirSync(plane.instance.paths.incoming),
  nginx: origin.held(),
});
const settled = async (): Promise<void> => {
  while (left().incoming.length > 0) await new Promise((done) => setImmediate(done));
};
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(100_000)]);
const big = (bytes: number): Buffer => form([{ field: 'file', name: 'a.png', body: Buffer.alloc(bytes, png) }]);
const works = async (): Promise<void> => {
  const sent = await send(form([{ field: 'file', name: 'a.png', body: png }]));
  expect(sent.status).toBe(201);
};

afterEach(async () => {
  await settled();
  expect(left()).toEqual({ incoming: [], nginx: 0 });
});

test('what a crash left is swept at start', () => expect(left().incoming).toEqual([]));

describe('without a login', () => {
  test.each([
    ['a forged token', 'x.y.z'],
    ['none', null],
  ])('30 MB with %s are refused before anybody keeps a byte; a colleague uploads meanwhile', async (_what, token) => {
    const attacks = Array.from({ length: 6 }, () => send(big(30_000_000), { token }));
    await works();
    for (const { status, heldMeanwhile } of await Promise.all(attacks)) {
      expect(status).toBe(401);
      expect(heldMeanwhile).toBe(0);
    }
  });

  test.each(['/api/accounts/login', '/api/upload', '/api/workbench/data/queue', '/api/nowhere'])(
    'a form to %s is read by nobody, however small',
    async (path) => {
      for (const token of [null, admin.jwt]) {
        expect((await send(form([{ field: 'files', name: 'a.png', body: png }]), { path, token })).status).toBeGreaterThanOrEqual(
          400,
        );
        expect((await send(big(3_000_000), { path, token })).status).toBe(413);
      }
      await works();
    },
  );

  test('Strapi’s media library takes nothing, not even from its own administrators’ page', async () => {
    for (const path of ['/upload', '/upload/files', '/upload/actions/upload-from-urls', '/upload/files/1/replace']) {
      const { status } = await send(form([{ field: 'files', name: 'a.png', body: png }]), {
        path,
        token: null,
        from: '127.0.0.1',
      });
      expect([404, 405]).toContain(status);
    }
  });
});

describe('with a login', () => {
  test('all files of all fields are gone with the request, and more than one is refused', async () => {
    const parts = [
      { field: 'file', name: 'a.png', body: png },
      { field: 'file', name: 'b.png', body: png },
      { field: 'other', name: 'c.png', body: png },
    ];
    expect(await send(form(parts))).toMatchObject({ status: 400, code: 'badRequest' });
    expect(await send(form([{ field: 'other', name: 'a.png', body: png }]))).toMatchObject({ status: 400, code: 'badRequest' });
    await works();
  });

  test.each([
    ['too many fields', Array.from({ length: 40 }, (_, i) => ({ field: `f${i}`, body: Buffer.from('x') }))],
    ['a field as big as a file', [{ field: 'note', body: Buffer.alloc(200_000, 'x') }]],
  ])('%s are refused', async (_what, parts) => {
    expect((await send(form(parts))).status).toBe(400);
    await works();
  });

  test('what is too large, cut off in the middle or no form at all leaves nothing', async () => {
    expect(await send(big(mostBytes + 500_000))).toMatchObject({ status: 400, code: 'invalid' });
    expect((await send(big(mostBytes + 3_000_000))).status).toBe(413);
    expect((await send(big(20_000_000), { cut: true })).code).toBe('cut');
    expect((await send(randomBytes(50_000))).status).toBe(400);
    await works();
  });

  test('one account has three uploads under way at a time', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => send(big(8_000_000))));
    expect(all.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(3);
    expect(all.filter(({ code }) => code === 'tooManyAttempts').length).toBeGreaterThan(0);
    await works();
  });
});
