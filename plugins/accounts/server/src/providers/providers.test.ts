/** Messages leave by real servers: SMTP, HTTP; what does not leave waits in the outbox. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { seal, unseal } from '@zuoxi/record-plane';
import { Doors, refusal } from '../../../../../tests/support/doors';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenAgent, givenTenant, loggedIn, type Agent, type Tenant } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { fill } from './http';

type Letter = { user: string | undefined; from: string; to: string[]; text: string };
const portOf = (server: { address(): AddressInfo | string | null }): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

let plane: RecordPlane;
let doors: Doors;
let one: Tenant;
let agent: Agent;
let jwt: string;
let post: SMTPServer;
let sms: Server;
const letters: Letter[] = [];
const asked: { url: string; headers: IncomingMessage['headers']; body: string }[] = [];
let answer = { status: 200, body: '{"code":"OK"}' };

beforeAll(async () => {
  post = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'geheim' ? done(null, { user: username }) : done(new Error('535 no')),
    onData(stream, { user, envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        letters.push({ user, from, to: envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  sms = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    asked.push({ url: request.url ?? '', headers: request.headers, body });
    response.writeHead(answer.status).end(answer.body);
  });
  await Promise.all([
    new Promise<void>((listening) => post.listen(0, '127.0.0.1', listening)),
    new Promise<void>((listening) => sms.listen(0, '127.0.0.1', listening)),
  ]);
  plane = await givenRecordPlane({ ZUOXI_PRIVATE_HOSTS: 'true' });
  doors = new Doors(plane);
  one = await givenTenant(plane, 'one');
  agent = await givenAgent(plane, one, '1001', { mobile: '13900003001' });
  ({ jwt } = await loggedIn(plane, await givenOne(plane, one, 'admin', '9001')));
}, 60_000);
afterAll(async () => {
  await plane?.stop();
  await new Promise<void>((closed) => post.close(closed));
  sms.close();
});

const smtp = () => ({
  kind: 'smtp',
  host: '127.0.0.1',
  port: portOf(post.server),
  security: 'none',
  user: 'robot',
  from: '坐席 <robot@example.com>',
});
const http = (more: object = {}) => ({
  kind: 'http',
  method: 'POST',
  url: `http://127.0.0.1:${portOf(sms)}/send?to={{mobile}}`,
  headers: { 'content-type': 'application/json', authorization: 'Bearer {{secret}}' },
  body: '{"to":"{{mobile}}","text":"{{text}}","code":"{{code}}"}',
  success: '"OK"',
  ...more,
});

test('e-mail leaves by SMTP, with the password that nobody reads again', async () => {
  expect((await doors.put('providers/email', { settings: smtp(), secret: 'geheim' }, jwt)).status).toBe(204);
  const { body } = await doors.get('providers', jwt);
  expect(body.email).toEqual({ settings: smtp(), secretSet: true });
  expect((await doors.post('providers/email/test', { to: 'wang@example.com' }, jwt)).body).toEqual({ sent: true, trouble: null });
  expect(letters.at(-1)).toMatchObject({ user: 'robot', from: 'robot@example.com', to: ['wang@example.com'] });
  const stored = await plane.strapi.db.connection('message_providers').where({ channel: 'email' }).first();
  expect(JSON.stringify(stored)).not.toContain('geheim');
});

test('a secret does not follow to another host, and a wrong one is told', async () => {
  await doors.put('providers/email', { settings: { ...smtp(), host: 'localhost' } }, jwt);
  expect((await doors.get('providers', jwt)).body.email.secretSet).toBe(false);
  const { body } = await doors.post('providers/email/test', { to: 'wang@example.com' }, jwt);
  expect([body.sent, body.trouble]).toEqual([false, expect.stringMatching(/auth|535|credentials/i)]);
  expect(await doors.message('wang@example.com')).toMatchObject({ state: 'failed' });
});

test('LOG-19 a code leaves by HTTP as the template says; the outbox keeps it without the code', async () => {
  expect((await doors.put('providers/sms', { settings: http(), secret: 's3cret' }, jwt)).status).toBe(204);
  await doors.post('codes', { purpose: 'login', mobile: '13900003001' });
  expect(await doors.message('13900003001')).toMatchObject({ state: 'sent', text: expect.stringContaining('******') });
  const request = asked.at(-1);
  const { to, text, code } = JSON.parse(request?.body ?? '');
  expect([request?.url, request?.headers.authorization, to]).toEqual(['/send?to=13900003001', 'Bearer s3cret', '13900003001']);
  expect(text).toContain(code);
  expect((await doors.post('login/mobile', { mobile: '13900003001', code })).body.agent.id).toBe(agent.id);
});

test.each([
  ['a status that is none of success', { status: 500, body: '"OK"' }, '500'],
  ['an answer that says no', { status: 200, body: '{"code":"LIMIT","key":"s3cret"}' }, 'LIMIT'],
])('%s is a failure, told without the secret', async (_what, given, said) => {
  answer = given;
  const { body } = await doors.post('providers/sms/test', { to: '13900003009' }, jwt);
  answer = { status: 200, body: '"OK"' };
  expect([body.sent, body.trouble]).toEqual([false, expect.stringContaining(said)]);
  expect(body.trouble).not.toContain('s3cret');
});

test('the outbox is for who looks after accounts, page by page, and each tenant has its own', async () => {
  const first = (await doors.get('outbox?limit=2', jwt)).body;
  expect(first.data).toHaveLength(2);
  expect(first.data[0]).toMatchObject({ channel: 'sms', purpose: 'test', to: '13900003009', state: 'failed' });
  const second = (await doors.get(`outbox?limit=2&after=${first.next}`, jwt)).body;
  expect(second.data[0].id).toBeLessThan(first.data[1].id);
  const { jwt: agents } = await loggedIn(plane, agent);
  expect(refusal(await doors.get('outbox', agents))).toEqual([403, 'forbidden']);
  const two = await givenTenant(plane, 'two');
  const other = await loggedIn(plane, await givenOne(plane, two, 'admin', '9001'));
  expect((await doors.get('outbox', other.jwt)).body.data).toEqual([]);
});

test.each([
  ['a header with a line break', () => http({ headers: { a: 'b\r\nc: d' } })],
  ['an address that is not http', () => http({ url: 'file:///etc/passwd' })],
  ['an unknown kind', () => ({ kind: 'pigeon' })],
])('%s is refused', async (_what, settings) => {
  expect(refusal(await doors.put('providers/sms', { settings: settings() }, jwt))).toEqual([400, 'badRequest']);
});

test('values are written as the place demands', () => {
  const values = { mobile: '+861', text: 'a"b&c', code: '1', purpose: 'test', secret: 'x y' };
  expect(fill('to={{mobile}}&t={{text}}', values, encodeURIComponent)).toBe('to=%2B861&t=a%22b%26c');
  expect(JSON.parse(fill('{"t":"{{text}}"}', values, (text) => JSON.stringify(text).slice(1, -1)))).toEqual({ t: 'a"b&c' });
});

test('a sealed secret opens for its own row alone', () => {
  const key = new Uint8Array(32).fill(7);
  const sealed = seal(key, '1/sms', 'geheim');
  expect(unseal(key, '1/sms', sealed)).toBe('geheim');
  expect(() => unseal(key, '2/sms', sealed)).toThrow();
});
