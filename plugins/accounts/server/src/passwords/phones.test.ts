/** Desk phones: of a password only its HA1 is kept, whoever writes it; it is never read back, and what a machine guesses first is refused. */
import { createHash } from 'node:crypto';
import type { UID } from '@strapi/strapi';
import { defaultPasswordRules } from '@zuoxi/contracts';
import { runAs } from '@zuoxi/record-plane';
import { add, givenAgent, givenTenant, type Agent, type Tenant } from '../../../../../tests/support/people';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';
import { agentType } from '../agent-type';
import { keepPhonesAsHa1, phonePasswordIssues } from './phones';

let plane: RecordPlane;
let tenant: Tenant;
let admin: Client;
let phone: Agent;
beforeAll(async () => {
  plane = await givenRecordPlane();
  tenant = await givenTenant(plane, 'one');
  admin = await givenClient(plane, await givenOne(plane, tenant, 'admin', '9001'));
  phone = await givenAgent(plane, tenant, '8001', { password: undefined });
}, 60_000);
afterAll(() => plane?.stop());

const good = 'Kranich-4711-See';
const ha1 = (id: string, password: string): string => createHash('md5').update(`${id}:zuoxi:${password}`).digest('hex');
const stored = async ({ row }: Pick<Agent, 'row'>): Promise<{ phone_password: string | null; phone_digest: string | null }> =>
  plane.strapi.db.connection('up_users').where({ id: row }).first('phone_password', 'phone_digest');

test('an admin sets it; the database has the HA1 alone, and the API says that there is one and no more', async () => {
  expect((await admin.one('account', phone.id)).secrets).not.toContain('phonePassword');
  const changed = await admin.update('account', phone.id, { phonePassword: good });
  expect(changed.secrets).toContain('phonePassword');
  expect(changed).not.toHaveProperty('phonePassword');
  expect(await stored(phone)).toEqual({ phone_password: null, phone_digest: ha1(phone.id, good) });
  const { text } = await admin.send('get', `/data/account/${phone.id}`).expect(200);
  expect([text.includes(good), text.includes(ha1(phone.id, good)), text.includes('phoneDigest')]).toEqual([false, false, false]);
  const filter = JSON.stringify([{ field: 'phonePassword', op: 'startsWith', value: 'K' }]);
  await admin.send('get', '/data/account').query({ filter }).expect(400);
  expect((await admin.schema()).types.find(({ name }) => name === 'account')?.fields.map(({ path }) => path)).not.toContain(
    'phoneDigest',
  );
  await admin.update('account', phone.id, { displayName: '前台' });
  expect((await stored(phone)).phone_digest).toBe(ha1(phone.id, good));
});

test('nobody writes the HA1 itself', async () => {
  expect(await admin.refused('put', `/data/account/${phone.id}`, { phoneDigest: 'f'.repeat(32) })).toMatchObject({
    issues: [{ field: 'phoneDigest', code: 'unknownField' }],
  });
});

test.each([
  ['12345678', { code: 'pattern' }],
  ['Ab-1', { code: 'tooShort' }],
])('%s is refused, in forms and imports', async (phonePassword, issue) => {
  expect(await admin.refused('put', `/data/account/${phone.id}`, { phonePassword })).toMatchObject({
    status: 400,
    issues: expect.arrayContaining([expect.objectContaining({ field: 'phonePassword', ...issue })]),
  });
  const rows = [{ number: '8009', displayName: '门卫', phonePassword }];
  const { body } = await admin.send('post', '/data/account/import').send({ rows }).expect(200);
  expect(body.rows).toMatchObject([
    { code: 'invalid', issues: expect.arrayContaining([expect.objectContaining({ field: 'phonePassword', ...issue })]) },
  ]);
  expect((await stored(phone)).phone_digest).toBe(ha1(phone.id, good));
});

describe('where an enterprise lowers its rules to nothing, the floor holds', () => {
  const lax = { ...defaultPasswordRules, min: 1, max: 20, digits: false, letters: false, symbols: false };
  test.each([
    '1234567',
    '12345678',
    '87654321',
    '00000000',
    'aaaaaaaaaaaa',
    'abcdefgh',
    '12121212',
    'abcabcabc',
    '83920174',
    'mit leer 9',
  ])('%s is refused', (password) => {
    const issues = phonePasswordIssues(lax, password);
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.every(({ field }) => field === 'phonePassword')).toBe(true);
  });
  test.each(['kranich-see', '839201745562', 'Xk7mPq2rVt9w', 'lang'.repeat(4) + '-und-noch-mehr'])('%s is not', (password) =>
    expect(phonePasswordIssues(lax, password)).toEqual([]),
  );
});

test('Strapi’s panel and SQL leave none in clear either; a panel’s form that brings nothing back changes nothing', async () => {
  const documents = plane.strapi.documents(agentType as UID.ContentType);
  const panel = (data: object) => runAs({ as: 'operator' }, () => documents.update({ documentId: phone.id, data }));
  await expect(panel({ phonePassword: '12345678' })).rejects.toThrow(/does not meet the rules/);
  await panel({ phonePassword: 'Panel-4711-See' });
  expect(await stored(phone)).toEqual({ phone_password: null, phone_digest: ha1(phone.id, 'Panel-4711-See') });
  await panel({ phonePassword: null, displayName: '前台' });
  expect((await stored(phone)).phone_digest).toBe(ha1(phone.id, 'Panel-4711-See'));
  await plane.strapi.db.connection('up_users').where({ id: phone.row }).update({ phone_password: 'sql-4711' });
  expect(await stored(phone)).toEqual({ phone_password: null, phone_digest: ha1(phone.id, 'sql-4711') });
  await plane.strapi.db.connection('up_users').where({ id: phone.row }).update({ phone_password: '' });
  expect(await stored(phone)).toEqual({ phone_password: null, phone_digest: null });
});

test('what a version before left in clear is its HA1 after a start; the phone goes on registering', async () => {
  const old = await add(plane, agentType, { tenant: tenant.row, number: '8002', displayName: '旧话机' });
  const { connection } = plane.strapi.db;
  await connection.raw('alter table up_users disable trigger zuoxi_phone_digest');
  await connection('up_users').where({ id: old.row }).update({ phone_password: '12345678' });
  expect(await stored(old)).toEqual({ phone_password: '12345678', phone_digest: null });
  await keepPhonesAsHa1(plane.strapi);
  expect(await stored(old)).toEqual({ phone_password: null, phone_digest: ha1(old.id, '12345678') });
});
