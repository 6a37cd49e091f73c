/** TEN-03, TEN-08, D25: rows and fields as roles have them, over HTTP, against a running Strapi. */
import type { TenantId } from '@zuoxi/contracts';
import { openNumber } from '@zuoxi/contracts/callback';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { addFixtureTypes } from '../../../../../tests/support/fixture-types';
import { add, givenTenant } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';

let plane: RecordPlane;
let admin: Client;
let agent: Client;
let mate: Client;
let leader: Client;
let apart: Client;
beforeAll(async () => {
  plane = await givenRecordPlane({}, addFixtureTypes);
  const one = await givenTenant(plane, 'one');
  admin = await givenClient(plane, await givenOne(plane, one, 'admin', '1001'));
  const group = await add(plane, 'api::group.group', { tenant: one.row, name: '甲组' });
  const elsewhere = await add(plane, 'api::group.group', { tenant: one.row, name: '乙组' });
  agent = await givenClient(plane, await givenOne(plane, one, 'agent', '1101', { groups: [group.row] }));
  mate = await givenClient(plane, await givenOne(plane, one, 'agent', '1102', { groups: [group.row] }));
  leader = await givenClient(plane, await givenOne(plane, one, 'leader', '1103', { groups: [group.row] }));
  apart = await givenClient(plane, await givenOne(plane, one, 'leader', '1104', { groups: [elsewhere.row] }));
}, 60_000);
afterAll(() => plane?.stop());

test('agents see their own, leaders their groups’, admins all', async () => {
  const row = await agent.create('everything', { name: '我的行', note: 'scoped' });
  expect(row).toMatchObject({ owner: { id: agent.agent.id }, group: { label: '甲组' }, may: { update: true, delete: false } });
  const filter = [{ field: 'note', op: 'eq' as const, value: 'scoped' }];
  const counts = await Promise.all(
    [agent, mate, leader, apart, admin].map(async (c) => (await c.list('everything', { filter })).data.length),
  );
  expect(counts).toEqual([1, 0, 1, 0, 1]);
  expect(await mate.refused('put', `/data/everything/${row.id}`, { name: '别人' })).toMatchObject({ status: 404 });
  expect(await leader.refused('delete', `/data/everything/${row.id}`)).toMatchObject({ status: 403 });
  expect((await leader.update('everything', row.id, { article: '组长看过' })).article).toBe('组长看过');
  expect(await agent.refused('put', `/data/everything/${row.id}`, { owner: mate.agent.id })).toMatchObject({
    issues: [{ field: 'owner', code: 'notWritable' }],
  });
  expect((await leader.update('everything', row.id, { owner: mate.agent.id })).owner).toMatchObject({ id: mate.agent.id });
  expect((await agent.list('everything', { filter })).data).toEqual([]);
  expect((await mate.list('everything', { filter })).data).toHaveLength(1);
});

test('settings are not for agents, and a type nobody knows is not there', async () => {
  expect((await agent.tryList('queue')).status).toBe(403);
  expect((await agent.tryList('nothing')).status).toBe(404);
  expect((await agent.schema()).types.map(({ name }) => name)).not.toContain('queue');
});

test('D25 a masked number has stars, and is found by its whole self only', async () => {
  const row = await agent.create('everything', { name: '有号', note: 'masked' });
  await admin.update('everything', row.id, { mobile: '13912345678' });
  expect((await admin.one('everything', row.id)).mobile).toBe('13912345678');
  expect((await agent.one('everything', row.id)).mobile).toBe('139****5678');
  const filter = (op: 'eq' | 'startsWith' | 'contains' | 'gt', value: string) => [{ field: 'mobile', op, value }];
  expect((await agent.list('everything', { filter: filter('eq', '13912345678') })).data.map(({ id }) => id)).toEqual([row.id]);
  expect((await agent.list('everything', { filter: filter('eq', '1391234567') })).data).toEqual([]);
  for (const op of ['startsWith', 'contains', 'gt'] as const)
    expect((await agent.tryList('everything', { filter: filter(op, '139') })).status).toBe(400);
  expect((await agent.tryList('everything', { sort: { field: 'mobile', order: 'asc' } })).status).toBe(400);
  expect((await agent.list('everything', { search: '1391234' })).data).toEqual([]);
  expect((await admin.list('everything', { search: '1391234' })).data).toHaveLength(1);
  expect(await agent.refused('put', `/data/everything/${row.id}`, { mobile: '1' })).toMatchObject({
    issues: [{ field: 'mobile', code: 'notWritable' }],
  });
  const field = (await agent.schema()).types
    .find(({ name }) => name === 'everything')
    ?.fields.find(({ path }) => path === 'mobile');
  expect(field).toMatchObject({ access: 'masked', sortable: false, filterable: true });
});

test('D25 OUT-10 a masked number is called by where it stands: sealed for the switch, of rows that one may read, of numbers alone', async () => {
  const row = await agent.create('everything', { name: '可拨', note: 'dialled' });
  await admin.update('everything', row.id, { mobile: '139-1234-5678' });
  const sealed = (client: Client, path: string) => client.send('get', `/data/everything/${row.id}/dial/${path}`);
  const { status, body, text } = await sealed(agent, 'mobile');
  expect(status).toBe(200);
  expect(text).not.toContain('5678');
  const open = (tenant: TenantId, at = Date.now()) => openNumber(plane.secrets.live, body.token, tenant, at);
  expect(await open(agent.agent.tenant.id)).toMatchObject({ number: '13912345678', subject: { type: 'everything', id: row.id } });
  expect(await open('other' as TenantId)).toBeNull();
  expect(await open(agent.agent.tenant.id, Date.now() + 61_000)).toBeNull();
  expect((await sealed(agent, 'name')).status).toBe(404);
  expect((await sealed(mate, 'mobile')).status).toBe(404);

  // about another row, if one may read it
  const about = async (subject: string) => {
    const answer = await sealed(agent, `mobile?subject=${encodeURIComponent(subject)}`);
    const opened =
      answer.status === 200 ? await openNumber(plane.secrets.live, answer.body.token, agent.agent.tenant.id, Date.now()) : null;
    return [answer.status, opened?.subject];
  };
  const other = await agent.create('everything', { name: '另一行', note: 'subject' });
  const hidden = await mate.create('everything', { name: '别人的', note: 'subject' });
  expect(await about(`everything/${other.id}`)).toEqual([200, { type: 'everything', id: other.id }]);
  for (const subject of [`everything/${hidden.id}`, 'everything/nothing', 'queue/q1', 'nothing/x1'])
    expect([subject, (await about(subject))[0]]).toEqual([subject, 404]);
  for (const subject of ['everything', '/x', 'EVERY/x1', "everything/x1' or 1=1"])
    expect([subject, (await about(subject))[0]]).toEqual([subject, 400]);

  await admin.update('everything', row.id, { mobile: null });
  expect((await sealed(agent, 'mobile')).body).toEqual({ token: null });
});
