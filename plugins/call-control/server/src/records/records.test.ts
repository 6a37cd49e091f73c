/** What an agent is told of its calls, and what it is not. */
import { builtinPermissions } from '@zuoxi/contracts';
import { openNumber } from '@zuoxi/contracts/callback';
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
  happened,
  get,
  list,
  ids,
  detail,
} from '../../../../../tests/support/recorded-calls';
import { givenOne, givenRole } from '../../../../../tests/support/roles';

beforeAll(givenRecordedCalls, 60_000);
afterAll(() => plane?.stop());

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

  test('the number can be called back by whoever may see the call, within the tenant alone', async () => {
    const [row, , out, , inside, anonymous] = (await list(wang)).data;
    const dial = (agent: Agent, id: string | undefined) => get(agent, `/api/workbench/data/call-record/${id}/dial/number`);
    const sealed = async (id: string | undefined) => {
      const { body } = await dial(wang, id).expect(200);
      return body.token && (await openNumber(plane.secrets.live, body.token, wang.tenant.id, Date.now()))?.number;
    };
    expect([row?.dialable, await sealed(row?.row)]).toEqual([true, '13800138000']);
    await dial(stranger, row?.row).expect(404);
    expect(await sealed(out?.row)).toBe('13912345678');
    expect(out).toMatchObject({ number: '139****5678', dnis: '139****5678' });
    expect([inside?.dialable, inside?.number]).toEqual([true, '1002']); // a colleague's, dialled as it stands there
    expect([anonymous?.dialable, await sealed(anonymous?.row)]).toEqual([false, null]);
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
    ['call.ended', 'normal'],
  ]);
  expect(segments.map(({ durationMs }) => durationMs)).toEqual([expect.any(Number), null]);
  expect(Math.abs((segments[0]?.durationMs ?? 0) - 2000)).toBeLessThan(50);
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
