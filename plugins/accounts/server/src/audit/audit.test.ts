/** The audit log against a running Strapi: a chain that shows what somebody did to it. */
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenOne } from '../../../../../tests/support/roles';
import { givenAgent, givenTenant, loggedIn, type Agent, type Tenant } from '../../../../../tests/support/people';
import { audit } from './audit';
import { firstBroken, ground, hashOf } from './chain';

const link = (n: number, act: string) => ({
  tenant: 't',
  n,
  at: '2026-11-21T00:00:00.000Z',
  actor: 'a',
  act,
  target: '',
  details: '{}',
});
const chained = (...acts: string[]) =>
  acts.reduce<(ReturnType<typeof link> & { previous: string; hash: string })[]>((all, act, i) => {
    const previous = all.at(-1)?.hash ?? ground;
    const one = link(i + 1, act);
    return [...all, { ...one, previous, hash: hashOf(previous, one) }];
  }, []);

describe('I10 the chain', () => {
  const start = { n: 0, hash: ground };
  test('holds when nobody touched it', () => expect(firstBroken(chained('a', 'b', 'c'), start)).toBeNull());
  test('shows a changed, a missing and a foreign entry', () => {
    const [a, b, c] = chained('a', 'b', 'c');
    if (!a || !b || !c) throw new Error('three entries');
    expect(firstBroken([a, { ...b, act: 'x' }, c], start)).toBe(2);
    expect(firstBroken([a, c], start)).toBe(3);
    expect(firstBroken([{ ...a, act: 'x', hash: hashOf(ground, { ...a, act: 'x' }) }, b], start)).toBe(2);
  });
});

describe('against a database', () => {
  let plane: RecordPlane;
  let one: Tenant;
  let admin: Agent;
  let agent: Agent;
  beforeAll(async () => {
    plane = await givenRecordPlane();
    one = await givenTenant(plane, 'one');
    admin = await givenOne(plane, one, 'admin', '9001');
    agent = await givenAgent(plane, one, '1001');
  }, 60_000);
  afterAll(() => plane?.stop());
  const get = async (by: Agent, path: string) => {
    const { jwt } = await loggedIn(plane, by);
    return plane.request().get(`/api/accounts/${path}`).set('Authorization', `Bearer ${jwt}`);
  };

  test('twenty writers at once make one chain; nobody changes or takes away a word', async () => {
    const acts = Array.from({ length: 20 }, (_, i) => audit(plane.strapi, { tenant: one.id, actor: admin.id, act: `test.${i}` }));
    await Promise.all(acts);
    const { body } = await get(admin, 'audit/verify');
    expect(body).toEqual({ entries: expect.any(Number), broken: null });
    expect(body.entries).toBeGreaterThanOrEqual(20);
    const knex = plane.strapi.db.connection;
    await expect(knex('audit_log').update({ act: 'x' })).rejects.toThrow('only ever added to');
    await expect(knex('audit_log').delete()).rejects.toThrow('only ever added to');
    await expect(knex.raw('truncate audit_log')).rejects.toThrow('only ever added to');
  });

  test('an admin reads it page by page with names; an agent may not; another tenant has a chain of its own', async () => {
    const first = (await get(admin, 'audit?limit=5')).body;
    expect(first.data).toHaveLength(5);
    expect(first.data[0].n).toBeGreaterThan(first.data[4].n);
    expect((await get(admin, `audit?limit=5&before=${first.next}`)).body.data[0].n).toBe(first.next - 1);
    expect((await get(admin, 'audit?act=test.3')).body.data).toMatchObject([{ act: 'test.3', actor: '9001 坐席 9001' }]);
    const refused = await get(agent, 'audit');
    expect([refused.status, refused.body.error.code]).toEqual([403, 'forbidden']);
    expect((await get(admin, 'audit?colour=red')).status).toBe(400);
    const two = await givenTenant(plane, 'two');
    const other = await givenOne(plane, two, 'admin', '9001');
    expect(JSON.stringify((await get(other, 'audit?limit=200')).body)).not.toContain('test.');
  });

  test('who is refused is written, with what was asked and what it needs; asked again within the minute it is counted, not repeated', async () => {
    const { jwt } = await loggedIn(plane, agent);
    const ask = (method: 'get' | 'put' | 'post', path: string) => {
      const request = plane.request();
      return request[method](`/api/${path}`).set('Authorization', `Bearer ${jwt}`).send({ values: {} });
    };
    const refusals = async (tenant = one): Promise<{ actor: string; details: Record<string, unknown> }[]> => {
      const rows: { actor: string; details: string }[] = await plane.strapi.db
        .connection('audit_log')
        .where({ tenant: tenant.id, act: 'request.refused', actor: agent.id })
        .orderBy('n')
        .select('actor', 'details');
      return rows.map(({ actor, details }) => ({ actor, details: JSON.parse(details) }));
    };
    const before = (await refusals()).length;
    for (let i = 0; i < 5; i++) expect((await ask('get', 'accounts/outbox')).status).toBe(403);
    for (const type of ['group', 'queue', 'number']) expect((await ask('post', `workbench/data/${type}`)).status).toBe(403);
    expect((await ask('put', 'workbench/plugins/map')).status).toBe(403);
    expect((await ask('get', 'workbench/data/nothing-of-that-name')).status).toBe(404); // no refusal
    expect((await ask('get', 'accounts/me')).status).toBe(200);
    expect((await refusals()).slice(before).map(({ details }) => details)).toEqual([
      { method: 'GET', route: '/api/accounts/outbox', reason: 'forbidden', needed: 'accounts' },
      { method: 'POST', route: '/api/workbench/data/:type', reason: 'forbidden', needed: 'group', type: 'group' },
      { method: 'PUT', route: '/api/workbench/plugins/:name', reason: 'forbidden', needed: 'plugins', type: 'map' },
    ]);
    const counted: { refusal: { actor: string; route: string }; times: number }[] = plane.strapi
      .plugin('accounts')
      .service('parts')
      .refusedRequests.due(Date.now(), true);
    const ours = counted.filter(({ refusal }) => refusal.actor === agent.id);
    expect(ours.map(({ refusal, times }) => [refusal.route, times])).toEqual([
      ['/api/accounts/outbox', 4],
      ['/api/workbench/data/:type', 2],
    ]);
    expect((await get(admin, 'audit/verify')).body.broken).toBeNull();
  });
});
