/** Messages that callers left, and callers that nobody wants. */
import { type CallRecord } from '@zuoxi/contracts';
import { callRecord } from '../../../../../tests/support/calls';
import { add, givenAgent, loggedIn, type Agent } from '../../../../../tests/support/people';
import {
  givenRecordedCalls,
  plane,
  wang,
  li,
  stranger,
  logins,
  hour,
  now,
  wav,
  happened,
  get,
  list,
  ids,
  detail,
} from '../../../../../tests/support/recorded-calls';
import { givenOne } from '../../../../../tests/support/roles';

beforeAll(givenRecordedCalls, 60_000);
afterAll(() => plane?.stop());

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
    expect([await ids(serving, '?mine=true'), await ids(serving, '?mine=true&filter=missed')]).toEqual([[], []]);
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
    const told: { actor: string; target: string; details: string }[] = await plane.strapi.db
      .connection('audit_log')
      .where({ act: 'caller.blocked', actor: wang.id })
      .orderBy('n');
    expect(told.map(({ target, details }) => [target, details])).toEqual([
      ['c-1', '{"days":30}'],
      ['c-1', '{"days":null}'],
    ]);
  });

  test('a call one took no part in, or of another tenant, is not found; a wrong shape is named', async () => {
    await block(li, 'c-2').expect(404);
    await block(stranger, 'c-1').expect(404);
    const { body } = await block(wang, 'c-1', { number: '110' }).expect(400);
    expect(body.error.code).toBe('badRequest');
    expect(await blocked()).toHaveLength(1);
  });
});
