/** Whoever writes a tenant's rows from above is in that tenant's audit log: Strapi's super admin and the operator, against a running Strapi. */
import { randomUUID } from 'node:crypto';
import type { UID } from '@strapi/strapi';
import { runAs } from '@zuoxi/record-plane';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import {
  add,
  givenAgent,
  givenTenant,
  loggedIn,
  type Agent,
  type RowRef,
  type Tenant,
} from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { Doors } from '../../../../../tests/support/doors';
import { verifyAudit } from './read';
import { changedFields } from './row-changes';

test('what a form sends and what it changes are two things', () => {
  const before = { name: '甲', size: 3, on: null, since: '2026-01-01T00:00:00.000Z', id: 1 };
  expect(changedFields({ name: '甲', size: 3, on: null, since: new Date('2026-01-01'), id: 1 }, before)).toEqual([]);
  expect(changedFields({ name: '乙', size: 3, updatedAt: 'now' }, before)).toEqual(['name']);
  expect(
    changedFields({ agents: { connect: [], disconnect: [] }, owner: { connect: [{ id: 1 }], disconnect: [] } }, before),
  ).toEqual(['owner']);
  expect(changedFields({ agents: { set: [] } }, before)).toEqual(['agents']);
  expect(changedFields({ name: '甲', on: null }, null)).toEqual(['name']);
});

describe('against a database', () => {
  let plane: RecordPlane;
  let one: Tenant;
  let two: Tenant;
  let home: Tenant;
  let jwt: string;
  let row: number;
  const email = 'super@example.com';
  beforeAll(async () => {
    plane = await givenRecordPlane();
    one = await givenTenant(plane, 'one');
    two = await givenTenant(plane, 'two');
    const seeded = await plane.strapi.db.connection('tenants').where({ code: 'operator' }).first();
    home = { row: seeded.id, id: seeded.document_id, code: 'operator' };
    const password = `Panel-${randomUUID()}`;
    const { id } = await plane.strapi.service('admin::role').getSuperAdmin();
    const made = await plane.strapi
      .service('admin::user')
      .create({ email, password, firstname: '超级', isActive: true, registrationToken: null, roles: [id] });
    row = made.id;
    const { body } = await plane
      .request()
      .post('/admin/login')
      .send({ email, password, deviceId: randomUUID(), rememberMe: false })
      .expect(200);
    jwt = body.data.token ?? body.data.accessToken;
  }, 60_000);
  afterAll(() => plane?.stop());

  type Entry = { actor: string; act: string; target: string; details: Record<string, unknown> };
  const log = async (tenant: Tenant): Promise<Entry[]> => {
    const rows: (Omit<Entry, 'details'> & { details: string })[] = await plane.strapi.db
      .connection('audit_log')
      .where({ tenant: tenant.id })
      .orderBy('n')
      .select('actor', 'act', 'target', 'details');
    return rows.map((entry) => ({ ...entry, details: JSON.parse(entry.details) }));
  };
  /** What the work adds to the log of a tenant. */
  const added = async (tenant: Tenant, work: () => Promise<unknown>): Promise<Entry[]> => {
    const before = (await log(tenant)).length;
    await work();
    return (await log(tenant)).slice(before);
  };
  const panel = async (method: 'post' | 'put' | 'delete', path: string, body: object = {}) => {
    const reply = await plane.request()[method](path).set('Authorization', `Bearer ${jwt}`).send(body);
    if (reply.status >= 300) throw new Error(`${path}: ${reply.status} ${reply.text}`);
    return reply;
  };
  const contents = (uid: string, id = ''): string => `/content-manager/collection-types/${uid}${id && `/${id}`}`;
  const actor = () => `admin:${row} ${email}`;

  test('the super admin makes, changes and deletes a row in the content manager: three entries, the names of the fields, no value', async () => {
    const uid = 'api::group.group';
    let id = '';
    const made = await added(one, async () => {
      const { body } = await panel('post', contents(uid), {
        name: '夜班',
        tenant: { connect: [{ id: one.row, documentId: one.id }] },
      });
      id = body.data.documentId;
    });
    expect(made).toEqual([{ actor: actor(), act: 'group.created', target: id, details: { fields: ['name'] } }]);
    const changed = await added(one, () => panel('put', contents(uid, id), { name: '夜班二' }));
    expect(changed).toEqual([{ actor: actor(), act: 'group.changed', target: id, details: { fields: ['name'] } }]);
    expect(await added(one, () => panel('put', contents(uid, id), { name: '夜班二' }))).toEqual([]);
    const gone = await added(one, () => panel('delete', contents(uid, id)));
    expect(gone).toEqual([{ actor: actor(), act: 'group.deleted', target: id, details: {} }]);
    expect((await verifyAudit(plane.strapi, one.id)).broken).toBeNull();
  });

  test('a password, a role, a trunk of a tenant: the entry says which field, never what it is', async () => {
    const agent = await givenAgent(plane, one, '1001');
    const secret = 'Geheim-12345';
    const [entry, ...more] = await added(one, () =>
      panel('put', contents('plugin::users-permissions.user', agent.id), { password: secret, displayName: '新名' }),
    );
    expect(more).toMatchObject([{ actor: actor(), act: 'password.reset' }]);
    expect(entry).toMatchObject({
      actor: actor(),
      act: 'account.changed',
      target: agent.id,
      details: { fields: ['displayName', 'password'] },
    });
    expect(JSON.stringify(await log(one))).not.toContain(secret);
    const role = await add(plane, 'plugin::accounts.role', { tenant: one.row, name: 'r', code: 'r', base: 'agent' });
    expect(await added(one, () => panel('put', contents('plugin::accounts.role', role.id), { name: 'r2' }))).toMatchObject([
      { act: 'role.changed' },
    ]);
  });

  test('a row that is moved to another tenant is told to both, rows deleted together to each whose they were', async () => {
    const uid = 'api::reason.reason';
    const reason = (tenant: Tenant, code: string): Promise<RowRef> =>
      add(plane, uid, { tenant: tenant.row, code, labelZh: code, labelEn: code });
    const moved = await reason(one, 'moved');
    const there = await log(two);
    const here = await added(one, () =>
      panel('put', contents(uid, moved.id), { tenant: { connect: [{ id: two.row, documentId: two.id }] } }),
    );
    expect(here).toMatchObject([{ actor: actor(), act: 'reason.changed', target: moved.id }]);
    expect((await log(two)).slice(there.length)).toMatchObject([{ actor: actor(), act: 'reason.changed', target: moved.id }]);
    const many = [await reason(one, 'a'), await reason(one, 'b'), await reason(two, 'c')];
    const before = (await log(two)).length;
    const ours = await added(one, () =>
      panel('post', `${contents(uid)}/actions/bulkDelete`, { documentIds: many.map(({ id }) => id) }),
    );
    const told = (entries: Entry[]): unknown[] => entries.flatMap(({ target, details }) => details.targets ?? [target]).sort();
    expect(told(ours)).toEqual([many[0]?.id, many[1]?.id].sort());
    expect(told((await log(two)).slice(before))).toEqual([many[2]?.id]);
  });

  test('who may use the panel, and what is asked of the content-type builder, is told to the operator', async () => {
    const { id } = await plane.strapi.service('admin::role').getSuperAdmin();
    const second = { email: 'second@example.com', firstname: '第二', roles: [id] };
    expect(await added(home, () => panel('post', '/admin/users', second))).toMatchObject([
      { actor: actor(), act: 'administrator.created' },
    ]);
    expect(JSON.stringify(await log(home))).toContain('administrator.login');
    const send = () =>
      plane
        .request()
        .post('/content-type-builder/update-schema')
        .set('Authorization', `Bearer ${jwt}`)
        .send({ data: { contentTypes: [{ uid: 'api::x.x' }] } });
    expect(await added(home, async () => void (await send()))).toEqual([]); // in production the builder is closed
    plane.strapi.config.set('autoReload', true);
    try {
      const asked = await added(home, async () => void (await send()));
      expect(asked).toMatchObject([
        { actor: actor(), act: 'types.changed', target: 'api::x.x', details: { types: ['api::x.x'] } },
      ]);
    } finally {
      plane.strapi.config.set('autoReload', false);
    }
  });

  test('the operator at home changes an enterprise: both chains say so; what its own people write is said once', async () => {
    const operator: Agent = await givenOne(plane, home, 'operator', '9009');
    const { jwt: theirs } = await loggedIn(plane, operator);
    const write = (path: string, by: string, values: object) =>
      plane.request().put(`/api/workbench/data/${path}`).set('Authorization', `Bearer ${by}`).send({ values }).expect(200);
    const atHome = (await log(home)).length;
    const entries = await added(one, () => write(`tenant/${one.id}`, theirs, { name: '一号企业' }));
    expect(entries).toEqual([
      {
        actor: operator.id,
        act: 'tenant.changed',
        target: one.id,
        details: { fields: ['name'], operator: '9009 坐席 9009', of: 'operator' },
      },
    ]);
    expect((await log(home)).slice(atHome)).toMatchObject([{ act: 'tenant.changed', target: one.id }]);

    const admin = await givenOne(plane, one, 'admin', '9001');
    const { jwt: own } = await loggedIn(plane, admin);
    const group = await add(plane, 'api::group.group', { tenant: one.row, name: '早班' });
    expect(await added(one, () => write(`group/${group.id}`, own, { name: '中班' }))).toEqual([
      { actor: admin.id, act: 'group.changed', target: group.id, details: { fields: ['name'] } },
    ]);
    const doors = new Doors(plane);
    await doors.post('act', { tenant: one.id, reason: '检查' }, theirs);
    expect(await added(one, () => write(`group/${group.id}`, theirs, { name: '晚班' }))).toMatchObject([
      { actor: operator.id, act: 'group.changed', details: { operator: '9009 坐席 9009' } },
    ]);
  });

  test('the record plane’s own work is nobody’s act', async () => {
    const groups = plane.strapi.documents('api::group.group' as UID.ContentType);
    const made = await added(one, () =>
      runAs({ as: 'system' }, () => groups.create({ data: { name: '系统组', tenant: one.row } as object })),
    );
    expect(made).toEqual([]);
  });
});
