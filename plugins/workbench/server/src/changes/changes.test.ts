/** What open sessions hear of, over HTTP, against a running Strapi. */
import { request as ask, type ClientRequest } from 'node:http';
import { createInterface, type Interface } from 'node:readline';
import { Change } from '@zuoxi/contracts';
import { sessionsEndedEvent } from '@zuoxi/record-plane';
import { admin, agent, field, givenDesigners, makeField, one, plane, stranger } from '../../../../../tests/support/designers';
import { add, type Agent } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';

beforeAll(givenDesigners, 60_000);
afterAll(() => plane?.stop());

type Stream = { next(): Promise<Change>; ended: Promise<void>; stop(): void };
const open: { sent: ClientRequest; lines: Interface | null }[] = [];
afterEach(() => open.splice(0).forEach(({ sent, lines }) => (lines?.close(), sent.destroy())));

async function listen(client: Client): Promise<Stream> {
  const server = plane.strapi.server.httpServer;
  if (!server.listening) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const sent = ask({
    port,
    host: '127.0.0.1',
    path: '/api/workbench/changes',
    headers: { authorization: `Bearer ${client.jwt}` },
  });
  sent.end();
  const said: Change[] = [];
  const waiting: ((change: Change) => void)[] = [];
  const hear = (line: string): void => {
    if (!line.startsWith('data: ')) return;
    const change = Change.parse(JSON.parse(line.slice(6)));
    const first = waiting.shift();
    if (first) first(change);
    else said.push(change);
  };
  const lines = await new Promise<Interface>((done, fail) => {
    sent.on('error', fail);
    sent.on('response', (response) => {
      const { headers } = response;
      if (!headers['content-type']?.startsWith('text/event-stream') || headers['x-accel-buffering'] !== 'no')
        return fail(new Error(JSON.stringify(headers)));
      // at once: the first message may come with the headers
      done(createInterface(response).on('line', hear));
    });
  });
  open.push({ sent, lines });
  const ended = new Promise<void>((done) => lines.on('close', done));
  return {
    ended,
    stop: () => sent.destroy(),
    next: () => {
      const first = said.shift();
      return first ? Promise.resolve(first) : new Promise((done) => waiting.push(done));
    },
  };
}

test('WB-14 an open session hears of a new field, of rows of the types it may read, and only of its tenant', async () => {
  const [mine, theirs] = [await listen(agent), await listen(stranger)];
  const [first] = [await mine.next(), await theirs.next()];
  expect(first).toEqual({ t: 'schema', version: (await agent.schema()).version });
  await makeField(admin, field('heard', { kind: 'text' }));
  const second = await mine.next();
  expect(second).toEqual({ t: 'schema', version: (await agent.schema()).version });
  expect(second).not.toEqual(first);
  await admin.create('queue', { name: '不给坐席看' });
  await admin.create('everything', { name: '给坐席看' });
  let heardOf = await mine.next();
  while (heardOf.t === 'rows' && heardOf.type !== 'everything') {
    expect(heardOf.type).not.toBe('queue');
    heardOf = await mine.next();
  }
  expect(heardOf).toEqual({ t: 'rows', type: 'everything' });
  await stranger.create('part', { name: '别家的' });
  const heard: Change[] = [];
  do heard.push(await theirs.next());
  while (!heard.some((change) => change.t === 'rows' && change.type === 'part'));
  expect(heard).not.toContainEqual({ t: 'rows', type: 'everything' });
});

test('LOG-04 an ended session hears so, and its stream ends', async () => {
  const other = await givenClient(plane, await givenOne(plane, one, 'agent', '1201'));
  const stream = await listen(other);
  await stream.next();
  const session = await plane.strapi.db
    .connection('strapi_sessions')
    .where({ user_id: String(other.agent.row) })
    .first('session_id');
  await plane.strapi.eventHub.emit(sessionsEndedEvent, { user: 1, sessions: [session.session_id], moved: false });
  expect(await stream.next()).toEqual({ t: 'sessionEnded' });
  await stream.ended;
});

test('a login has eight streams at a time: the oldest end, the newest and everybody else’s hear on', async () => {
  const [crowd, neighbour] = [await givenClient(plane, await givenOne(plane, one, 'admin', '1203')), await listen(admin)];
  await neighbour.next();
  const streams: Stream[] = [];
  for (let i = 0; i < 20; i++) streams.push(await listen(crowd));
  await Promise.all(streams.slice(0, 12).map((stream) => stream.ended));
  const kept = streams.slice(12);
  await Promise.all(kept.map((stream) => stream.next()));
  await admin.create('everything', { name: '都听见' });
  for (const stream of [...kept, neighbour]) {
    let change = await stream.next();
    while (change.t !== 'rows' || change.type !== 'everything') change = await stream.next();
  }
});

test('who got another role has to come again', async () => {
  const other: Agent = await givenOne(plane, one, 'agent', '1202');
  const client = await givenClient(plane, other);
  const stream = await listen(client);
  await stream.next();
  const role = await add(plane, 'plugin::accounts.role', { tenant: one.row, name: '别的', code: 'another', base: 'quality' });
  await admin.update('account', other.id, { role: role.id });
  await stream.ended;
});
