/** What an agent is told of its calls, and what it is not. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  builtinPermissions,
  RecordReply,
  RecordsReply,
  type CallId,
  type CallRecord,
  type LegId,
  type LoginReply,
} from '@zuoxi/contracts';
import { openNumber } from '@zuoxi/contracts/callback';
import { givenRecordPlane, type RecordPlane } from '../../../../tests/support/cms';
import { callEvents, callRecord } from '../../../../tests/support/calls';
import { add, givenAgent, givenTenant, loggedIn, type Agent } from '../../../../tests/support/people';
import { givenOne, givenRole } from '../../../../tests/support/roles';
import { storeEvents } from './feed/store';
import { giveTicket } from './recordings/ticket';

let plane: RecordPlane;
let wang: Agent;
let li: Agent; // a colleague
let stranger: Agent; // of another tenant
const logins = new Map<Agent, LoginReply>();
const hour = 3_600_000;
const now = Date.now();
const wav = 'tenant/2026/11/21/random.0.wav';
let seq = 0;

const happened = async (...records: CallRecord[]): Promise<void> => {
  const events = records.flatMap((record) => {
    const said = callEvents(seq + 1, record);
    seq += said.length;
    return said;
  });
  await storeEvents(plane.strapi.db.connection, { shard: 's1', events, upTo: seq });
};

beforeAll(async () => {
  plane = await givenRecordPlane();
  const one = await givenTenant(plane, 'one');
  const two = await givenTenant(plane, 'two');
  wang = await givenAgent(plane, one, '1001', { displayName: '王芳' });
  li = await givenAgent(plane, one, '1002', { displayName: '李强' });
  stranger = await givenAgent(plane, two, '1001');
  for (const agent of [wang, li, stranger]) logins.set(agent, await loggedIn(plane, agent));
  const queue = await add(plane, 'api::queue.queue', { tenant: one.row, name: '售后' });

  const file = join(plane.instance.paths.recordings, wav);
  mkdirSync(dirname(file), { recursive: true });
  const pcm = ['-f', 'lavfi', '-i', 'sine=440:duration=2', '-ac', '2', '-ar', '8000', '-c:a', 'pcm_alaw', file];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...pcm]);

  const talked = callRecord('c-1', wang, { at: now - hour, queue: queue.id as never });
  const [customer, leg] = talked.legs;
  const rungFirst = { ...leg!, leg: 'c-1-b' as LegId, party: { kind: 'agent' as const, agent: li.id }, answeredAt: null };
  await happened(
    {
      ...talked,
      legs: [customer!, rungFirst, leg!],
      segments: [
        { file: wav, startedAt: now - hour },
        { file: '../secrets.wav', startedAt: 1 },
      ],
    },
    callRecord('c-2', wang, { at: now - 2 * hour, talked: false }),
    callRecord('c-3', wang, { at: now - 3 * hour, direction: 'outbound' }),
    callRecord('c-4', wang, { at: now - 4 * hour, direction: 'outbound', talked: false, outcome: 'busy' }),
    callRecord('c-5', wang, { at: now - 5 * hour, direction: 'internal', ani: '1001', dnis: '1002' }),
    callRecord('c-6', wang, { at: now - 10 * 24 * hour }),
    callRecord('c-7', wang, { at: now - 6 * hour, ani: 'anonymous' }),
    callRecord('l-1', li, { at: now - hour - 1000 }),
    callRecord('x-1', stranger, { at: now - hour }),
  );
}, 60_000);
afterAll(() => plane?.stop());

const get = (agent: Agent, path: string) =>
  plane
    .request()
    .get(path)
    .set('Authorization', `Bearer ${logins.get(agent)?.jwt}`);
const list = async (agent: Agent, query = '') =>
  RecordsReply.parse((await get(agent, `/api/call-control/records${query}`).expect(200)).body);
const ids = async (agent: Agent, query = '') => (await list(agent, query)).data.map(({ id }) => id as string);
const detail = async (agent: Agent, id: string) =>
  RecordReply.parse((await get(agent, `/api/call-control/records/${id}`).expect(200)).body);

describe('my calls', () => {
  test('CDR-01, CDR-04 are my own of the last seven days, newest first', async () => {
    expect(await ids(wang)).toEqual(['c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-7']);
    expect(await ids(wang, '?days=30')).toContain('c-6');
  });

  test('a call has every time it was made of, and a masked number (D25, CDR-13)', async () => {
    const [row] = (await list(wang)).data;
    const at = now - hour;
    expect(row).toMatchObject({
      number: '138****8000',
      dnis: '4008000001',
      queue: { name: '售后' },
      agent: { id: wang.id, number: '1001', name: '王芳' },
      startedAt: at,
      ringingAt: at + 5000,
      talkingAt: at + 8000,
      endedAt: at + 68_000,
      durationMs: 68_000,
      talkMs: 60_000,
      type: 'success',
      outcome: 'normal',
      ending: { cause: 'hangup', owner: 'customer' },
      hasRecording: true,
    });
  });

  test('the number can be called back by whoever holds the secret, within the tenant alone', async () => {
    const [row, , out, , inside, anonymous] = (await list(wang)).data;
    const open = (token: string | null | undefined, agent: Agent) =>
      openNumber(plane.secrets.live, token ?? '', agent.tenant.id, Date.now());
    expect(await open(row?.callBack, wang)).toBe('13800138000');
    expect(await open(row?.callBack, stranger)).toBeNull();
    expect(await open(out?.callBack, wang)).toBe('13912345678');
    expect(out).toMatchObject({ number: '139****5678', dnis: '139****5678' });
    expect([inside?.number, await open(inside?.callBack, wang)]).toEqual(['1002', '1002']);
    expect(anonymous?.callBack).toBeNull();
    expect(await openNumber(plane.secrets.live, row?.callBack ?? '', wang.tenant.id, Date.now() + 13 * hour)).toBeNull();
  });

  test.each([
    ['normal', ['c-1', 'c-3', 'c-5', 'c-7']],
    ['notConnected', ['c-2', 'c-4']],
    ['ringAbandoned', ['c-2']],
    ['missed', ['c-2']],
  ])('CDR-05, CDR-30 filter %s', async (filter, found) => expect(await ids(wang, `?filter=${filter}`)).toEqual(found));

  test('CDR-30 a call that I was rung for and a colleague took is missed for me', async () => {
    expect((await list(li, '?filter=missed')).data.map(({ id, type }) => [id, type])).toEqual([['c-1', 'missed']]);
  });

  test('CDR-19, CDR-22 direction, number and times', async () => {
    expect(await ids(wang, '?direction=internal')).toEqual(['c-5']);
    expect(await ids(wang, '?number=138')).toEqual(['c-1', 'c-2']);
    expect(await ids(wang, '?number=13912345678')).toEqual(['c-3', 'c-4']);
    expect(await ids(wang, `?to=${now - 5.5 * hour}`)).toEqual(['c-7', 'c-6']);
    expect(await ids(wang, `?from=${now - 2.5 * hour}`)).toEqual(['c-1', 'c-2']);
  });

  test('D25 hidden digits cannot be found out by searching for them', async () => {
    for (const part of ['0013', '13800', '00138000']) expect(await ids(wang, `?number=${part}`)).toEqual([]);
  });

  test('keyset pages leave nothing out and say nothing twice, also when calls come in between', async () => {
    const first = await list(wang, '?limit=2');
    await happened(callRecord('c-0', wang, { at: now }));
    const second = await list(wang, `?limit=2&after=${first.next}`);
    const third = await list(wang, `?limit=2&after=${second.next}`);
    expect([first, second, third].flatMap(({ data }) => data.map(({ id }) => id))).toEqual([
      'c-1',
      'c-2',
      'c-3',
      'c-4',
      'c-5',
      'c-7',
    ]);
    expect(third.next).toBeNull();
  });

  test.each([
    ['?colour=red&limit=5', 'unknown: colour'],
    ['?limit=500', 'limit:'],
    ['?filter=some', 'filter:'],
    ['?after=nonsense', 'after: not a cursor of ours'],
    ['?number=%27%20or%201=1', 'number:'],
    ['?direction[$ne]=inbound', 'direction:'],
  ])('%s is refused and named', async (query, said) => {
    const { body } = await get(wang, `/api/call-control/records${query}`).expect(400);
    expect(body.error).toMatchObject({ code: 'badRequest', message: expect.stringContaining(said) });
  });
});

describe('CDR-02, I7 nothing of others', () => {
  test('each list holds own calls alone; nobody without a login sees any', async () => {
    expect(await ids(li)).toEqual(['c-1', 'l-1']);
    expect(await ids(stranger)).toEqual(['x-1']);
    for (const path of ['records', 'records/c-1']) await plane.request().get(`/api/call-control/${path}`).expect(401);
  });

  test.each(['c-2', 'x-1', 'no-such', '%2e%2e', "c-2'"])('record %s is not found by one who took no part', async (id) => {
    const { body } = await get(li, `/api/call-control/records/${id}`).expect(404);
    expect(body).toEqual({ error: { code: 'notFound' } });
  });

  test('no full number of a customer is anywhere in what a masked agent is told', async () => {
    const told = JSON.stringify([await list(wang, '?days=30'), await detail(wang, 'c-1'), await detail(wang, 'c-3')]);
    expect(told).not.toMatch(/13800138000|13912345678/);
  });
});

test('CDR-06, CDR-07 a record has its legs, its story and its recording', async () => {
  const { record, legs, events, segments } = await detail(wang, 'c-1');
  expect(record.id).toBe('c-1');
  expect(legs.map(({ kind, name, answeredAt }) => [kind, name, answeredAt !== null])).toEqual([
    ['customer', '138****8000', true],
    ['agent', '李强', false],
    ['agent', '王芳', true],
  ]);
  expect(events.map(({ type, result }) => [type, result])).toEqual([
    ['call.started', undefined],
    ['leg.started', undefined],
    ['call.ended', 'normal'],
  ]);
  expect(segments.map(({ durationMs }) => durationMs)).toEqual([expect.any(Number), null]);
  expect(Math.abs((segments[0]?.durationMs ?? 0) - 2000)).toBeLessThan(50);
});

describe('recordings', () => {
  const url = async (segment = 0): Promise<string> => (await detail(wang, 'c-1')).segments[segment]?.url ?? '';
  const whole = (): Buffer => readFileSync(join(plane.instance.paths.recordings, wav));

  test('REC-01 the wav as it is, whole or the part that the player asks for', async () => {
    const all = await plane
      .request()
      .get(await url())
      .expect(200)
      .expect('Content-Type', 'audio/wav');
    expect(all.body).toEqual(whole());
    const part = await plane
      .request()
      .get(await url())
      .set('Range', 'bytes=100-199')
      .expect(206);
    expect(part.headers['content-range']).toBe(`bytes 100-199/${whole().length}`);
    expect(part.body).toEqual(whole().subarray(100, 200));
    await plane
      .request()
      .get(await url())
      .set('Range', 'bytes=9999999-')
      .expect(416);
  });

  test('D13 as mp3, made once, also when two ask at a time', async () => {
    const asked = await Promise.all([0, 1].map(async () => plane.request().get(`${await url()}?format=mp3&download=1`)));
    for (const { status, headers, body } of asked) {
      expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
        200,
        'audio/mpeg',
        'attachment; filename="c-1.0.mp3"',
      ]);
      expect(body).toEqual(asked[0]?.body);
    }
    const probe = ['-v', 'error', '-show_entries', 'stream=codec_name,channels', '-of', 'csv=p=0'];
    const mp3 = join(plane.instance.paths.recordings, wav.replace('.wav', '.mp3'));
    expect(execFileSync('ffprobe', [...probe, mp3], { encoding: 'utf8' }).trim()).toBe('mp3,2');
  });

  test('a name that leads out of the folder leads nowhere', async () => {
    writeFileSync(join(plane.instance.paths.recordings, '../secrets.wav'), 'secret');
    await plane
      .request()
      .get(await url(1))
      .expect(404);
  });

  test('the url ends with five minutes, with a changed letter, and with the login', async () => {
    const login = await loggedIn(plane, wang);
    const ticket = { call: 'c-1' as CallId, segment: 0, session: login.session, agent: wang.id, tenant: wang.tenant.id };
    const give = (at: number, more = {}) => giveTicket(plane.secrets.live, { ...ticket, ...more }, at);
    const play = async (text: string) => (await plane.request().get(`/api/call-control/recordings/${text}`)).status;
    const good = await give(Date.now());
    expect(await play(good)).toBe(200);
    expect(await play(await give(Date.now() - 301_000))).toBe(403);
    expect(await play(`${good.slice(0, -2)}AA`)).toBe(403);
    expect(await play(await giveTicket('x'.repeat(48), ticket, Date.now()))).toBe(403);
    expect(await play(login.liveToken)).toBe(403);
    expect(await play(await give(Date.now(), { agent: stranger.id, tenant: stranger.tenant.id }))).toBe(404);
    expect(await play(await give(Date.now(), { segment: 7 }))).toBe(404);
    await plane.request().get(`/api/call-control/recordings/${good}?file=/etc/passwd`).expect(400);
    await plane.request().post('/api/accounts/logout').set('Authorization', `Bearer ${login.jwt}`).expect(204);
    expect(await play(good)).toBe(403);
  });
});

describe('REC-11 voicemail', () => {
  let serving: Agent;
  let group: number;

  const messageFor = async (id: string, tenant: Agent, groups: number[]): Promise<CallRecord> => {
    const queue = await add(plane, 'api::queue.queue', { tenant: tenant.tenant.row, name: `信箱 ${id}`, groups });
    const unheard = callRecord(id, tenant, { at: now - hour, talked: false, outcome: 'voicemail', queue: queue.id as never });
    const segments = [{ file: wav, startedAt: unheard.endedAt - 9000 }];
    return { ...unheard, agent: null, agents: [], legs: unheard.legs.slice(0, 1), segments };
  };
  const one = async (base: 'leader' | 'admin' | 'quality', number: string, groups?: number[]): Promise<Agent> => {
    const agent = await givenOne(plane, wang.tenant, base, number, groups ? { groups } : {});
    logins.set(agent, await loggedIn(plane, agent));
    return agent;
  };

  beforeAll(async () => {
    group = (await add(plane, 'api::group.group', { tenant: wang.tenant.row, name: '信箱班组' })).row;
    const abroad = (await add(plane, 'api::group.group', { tenant: stranger.tenant.row, name: '信箱班组' })).row;
    serving = await givenAgent(plane, wang.tenant, '1003', { groups: [group] });
    logins.set(serving, await loggedIn(plane, serving));
    await happened(await messageFor('v-1', wang, [group]), await messageFor('v-x', stranger, [abroad]));
  });

  test('REC-11 who serves the queue sees sender, time, length and file name, and hears and downloads it', async () => {
    const { data } = await list(serving, '?filter=voicemail');
    expect(data).toMatchObject([
      {
        id: 'v-1',
        number: '138****8000',
        startedAt: now - hour,
        queue: { name: '信箱 v-1' },
        agent: null,
        type: 'missed',
        voicemail: { ms: 9000, file: 'v-1.0.mp3' },
      },
    ]);
    const { segments } = await detail(serving, 'v-1');
    await plane
      .request()
      .get(segments[0]?.url ?? '')
      .expect(200)
      .expect('Content-Type', 'audio/wav');
    const saved = await plane.request().get(`${segments[0]?.url}?format=mp3&download=1`).expect(200);
    expect(saved.headers['content-disposition']).toBe(`attachment; filename="${data[0]?.voicemail?.file}"`);
  });

  test('REC-11 I7 another group’s agent and another tenant’s see no message and get no sound', async () => {
    for (const other of [li, stranger]) {
      expect(await ids(other, '?filter=voicemail')).toEqual([]);
      await get(other, '/api/call-control/records/v-1').expect(404);
    }
    await get(serving, '/api/call-control/records/v-x').expect(404);
    await plane.request().get('/api/call-control/records/v-1').expect(401);
  });

  test('D11 leaders see the messages of their own groups, admins and inspectors the tenant’s', async () => {
    const seen = async (agent: Agent) => ids(agent, '?filter=voicemail');
    expect(await seen(await one('leader', '9021', [group]))).toEqual(['v-1']);
    expect(await seen(await one('leader', '9022'))).toEqual([]);
    expect(await seen(await one('admin', '9023'))).toEqual(['v-1']);
    expect(await seen(await one('quality', '9024'))).toEqual(['v-1']);
  });

  test('CDR-02 a message that one may hear is still none of one’s own calls', async () => {
    expect([await ids(serving), await ids(serving, '?filter=missed')]).toEqual([[], []]);
  });

  test('TEN-07 its sender can be blocked by those whom it is for', async () => {
    const block = (agent: Agent) =>
      plane
        .request()
        .post('/api/call-control/calls/v-1/block')
        .set('Authorization', `Bearer ${logins.get(agent)?.jwt}`)
        .send({ reason: '骚扰' });
    await block(li).expect(404);
    await block(serving).expect(204);
    await plane.strapi.db.connection('blocked_numbers').delete();
  });
});

describe('TEN-07 the blacklist', () => {
  const block = (agent: Agent, call: string, body: object = {}) =>
    plane
      .request()
      .post(`/api/call-control/calls/${call}/block`)
      .set('Authorization', `Bearer ${logins.get(agent)?.jwt}`)
      .send(body);
  const blocked = () => plane.strapi.db.connection('blocked_numbers').select('number', 'reason', 'until');

  test('an agent blocks the customer of an own call without ever having the number; again only changes the entry', async () => {
    await block(wang, 'c-1', { reason: '骚扰', days: 30 }).expect(204);
    await block(wang, 'c-1', { reason: '骚扰电话' }).expect(204);
    expect(await blocked()).toEqual([{ number: '13800138000', reason: '骚扰电话', until: null }]);
  });

  test('a call one took no part in, or of another tenant, is not found; a wrong shape is named', async () => {
    await block(li, 'c-2').expect(404);
    await block(stranger, 'c-1').expect(404);
    const { body } = await block(wang, 'c-1', { number: '110' }).expect(400);
    expect(body.error.code).toBe('badRequest');
    expect(await blocked()).toHaveLength(1);
  });
});

describe('D11 what each role sees', () => {
  const seen = async (
    base: 'leader' | 'admin' | 'quality',
    number: string,
    more: Record<string, unknown> = {},
  ): Promise<string[]> => {
    const one = await givenOne(plane, wang.tenant, base, number, more);
    logins.set(one, await loggedIn(plane, one));
    return ids(one);
  };

  test('CDR-02 an agent own calls, a leader those of the own groups, an admin and an inspector the tenant’s; nobody another tenant’s', async () => {
    const group = await add(plane, 'api::group.group', { tenant: wang.tenant.row, name: '李强的班组' });
    const knex = plane.strapi.db.connection;
    await knex('up_users_groups_lnk').insert({ user_id: li.row, group_id: group.row, group_ord: 1 });
    expect(await seen('leader', '9002', { groups: [group.row] })).toEqual(await ids(li));
    const tenants = await seen('admin', '9001');
    expect(tenants).toEqual(expect.arrayContaining([...(await ids(wang)), ...(await ids(li))]));
    expect(tenants).not.toContain('x-1');
    expect(await seen('quality', '9003')).toEqual(tenants);
  });

  test('D25 a role that may see numbers reads them in full: in the list, the detail and its legs; another reads stars', async () => {
    const admin = await givenOne(plane, wang.tenant, 'admin', '9012');
    const careful = await givenOne(plane, wang.tenant, 'quality', '9013');
    for (const one of [admin, careful]) logins.set(one, await loggedIn(plane, one));
    const told = async (who: Agent) => {
      const { record, legs } = await detail(who, 'c-1');
      return [record.number, legs.find(({ kind }) => kind === 'customer')?.name];
    };
    expect(await told(admin)).toEqual(['13800138000', '13800138000']);
    expect((await list(admin)).data.find(({ id }) => id === 'c-1')).toMatchObject({ number: '13800138000' });
    expect(await told(careful)).toEqual(['138****8000', '138****8000']);
    expect([(await ids(admin, '?number=38001')).length > 0, await ids(careful, '?number=38001')]).toEqual([true, []]);
    // what the role says of the field goes before the right, in the list and here alike
    const role = await givenRole(plane, wang.tenant, 'quality', 'reader', {
      ...builtinPermissions.quality,
      types: { 'call-record': { ...builtinPermissions.quality.business, fields: { number: 'read' } } },
    });
    const reader = await givenAgent(plane, wang.tenant, '9014', { role: role.row });
    logins.set(reader, await loggedIn(plane, reader));
    expect(await told(reader)).toEqual(['13800138000', '13800138000']);
  });

  test('CDR-01 who sees more than the own calls may ask for the own ones alone', async () => {
    const admin = await givenOne(plane, wang.tenant, 'admin', '9011');
    logins.set(admin, await loggedIn(plane, admin));
    expect(await ids(admin, '?mine=true')).toEqual([]);
    expect(await ids(wang, '?mine=true')).toEqual(await ids(wang));
    expect(await ids(admin, '?mine=false')).toEqual(await ids(admin));
  });
});
