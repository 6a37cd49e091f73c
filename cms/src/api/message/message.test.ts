/** MSG-03: internal messages, as the server keeps them. */
import { request } from 'node:http';
import { InternalMessage, MessagesReply, mostRecipients, RecipientsReply, type Refusal } from '@zuoxi/contracts';
import { openSession } from '../../../../plugins/accounts/server/src/sessions';
import { everythingOf } from '../../../../tests/support/canaries';
import { givenRecordPlane, type RecordPlane } from '../../../../tests/support/cms';
import { add, givenTenant, loggedIn, type Agent, type Tenant } from '../../../../tests/support/people';
import { givenOne } from '../../../../tests/support/roles';
import { payloads } from '../../../../tests/support/xss';

let plane: RecordPlane;
let tenant: Tenant;
let groups: { sales: { row: number; id: string }; service: { row: number; id: string } };
type Person = Agent & { jwt: string };
let wang: Person;
let li: Person;
let zhao: Person;
let leader: Person;
let admin: Person;
let stranger: Person;
let other: Tenant;

beforeAll(async () => {
  plane = await givenRecordPlane();
  tenant = await givenTenant(plane, 'one');
  other = await givenTenant(plane, 'two');
  const [sales, service] = await Promise.all(
    ['售前', '售后'].map((name) => add(plane, 'api::group.group', { tenant: tenant.row, name })),
  );
  groups = { sales: sales!, service: service! };
  const person = async (base: 'agent' | 'leader' | 'admin', number: string, of: number[], where = tenant): Promise<Person> => {
    const agent = await givenOne(plane, where, base, number, { groups: of });
    return { ...agent, jwt: (await openSession(plane.strapi, agent.row)).jwt };
  };
  wang = await person('agent', '1001', [groups.sales.row, groups.service.row]);
  li = await person('agent', '1002', [groups.service.row]);
  zhao = await person('agent', '1003', [groups.sales.row]);
  leader = await person('leader', '9002', []);
  admin = await person('admin', '9001', []);
  stranger = await person('admin', '9001', [], other);
}, 60_000);
afterAll(() => plane?.stop());

type Method = 'get' | 'post' | 'delete';
const ask = (who: Person, method: Method, path: string, body?: object) => {
  const asking = plane.request();
  return asking[method](`/api/messages${path}`)
    .set({ Authorization: `Bearer ${who.jwt}` })
    .send(body);
};
const box = async (who: Person, folder = 'inbox', more = ''): Promise<MessagesReply> =>
  MessagesReply.parse((await ask(who, 'get', `?folder=${folder}${more}`).expect(200)).body);
const read = async (who: Person, id: string): Promise<InternalMessage> =>
  InternalMessage.parse((await ask(who, 'get', `/${id}`).expect(200)).body);
type To = { accounts?: string[]; groups?: string[] };
const write = (who: Person, to: To, subject = '交接', body = '请看。') => ask(who, 'post', '', { subject, body, ...to });
const subjects = async (who: Person, folder = 'inbox'): Promise<string[]> =>
  (await box(who, folder)).data.map(({ subject }) => subject);
const issueOf = ({ body }: { body: unknown }) => (body as Refusal).error.issues?.[0];

test('MSG-03 a message to a colleague and a group comes once to each of them, unread, and stands among what was sent', async () => {
  const { body } = await write(wang, { accounts: [li.id], groups: [groups.service.id] }, '换班', '明天早班换晚班。').expect(200);
  expect(body).toEqual({ recipients: 1 }); // the sender is in that group, the colleague too
  const { data, unread } = await box(li);
  expect(
    data.map(({ subject, from, to, toCount, unread: isNew }) => ({
      subject,
      from: from && 'label' in from ? from.label : null,
      to,
      toCount,
      isNew,
    })),
  ).toEqual([{ subject: '换班', from: '1001 坐席 1001', to: ['售后', '1002 坐席 1002'], toCount: 2, isNew: true }]);
  expect(unread).toBe(1);
  expect((await read(li, data[0]!.id)).body).toBe('明天早班换晚班。');
  expect(await subjects(wang)).toEqual([]);
  const sent = await box(wang, 'sent');
  expect(sent.data[0]).toMatchObject({ subject: '换班', unread: false });
  expect(sent.unread).toBe(0);
});

test('MSG-03 it is unread until its reader has read it, for each reader alone, and thrown away for oneself alone', async () => {
  await write(leader, { groups: [groups.sales.id] }, '例会').expect(200);
  const [mine, hers] = [await box(wang), await box(zhao)];
  await ask(wang, 'post', `/${mine.data[0]!.id}/read`).expect(204);
  expect([(await box(wang)).unread, (await box(zhao)).unread]).toEqual([mine.unread - 1, hers.unread]);
  await ask(wang, 'delete', `/${mine.data[0]!.id}`).expect(204);
  await ask(wang, 'get', `/${mine.data[0]!.id}`).expect(404);
  expect(await subjects(zhao)).toContain('例会');
  expect(await subjects(leader, 'sent')).toContain('例会');
  await ask(zhao, 'delete', `/${hers.data[0]!.id}`).expect(204);
  await ask(leader, 'delete', `/${(await box(leader, 'sent')).data[0]!.id}`).expect(204);
  expect(await plane.strapi.db.connection('messages').where({ subject: '例会' })).toEqual([]); // with its last copy
});

test('MSG-03 pages go on by key, the newest first', async () => {
  for (const n of [1, 2, 3, 4, 5]) await write(wang, { accounts: [leader.id] }, `第${n}条`).expect(200);
  const first = await box(leader, 'inbox', '&limit=3');
  const second = await box(leader, 'inbox', `&limit=3&after=${first.next}`);
  expect([first, second].map(({ data }) => data.map(({ subject }) => subject))).toEqual([
    ['第5条', '第4条', '第3条'],
    ['第2条', '第1条'],
  ]);
  expect(second.next).toBeNull();
  expect(first.unread).toBe(5);
});

test('MSG-03 everybody writes to colleagues and to their own groups; whoever leads, to any group of the enterprise', async () => {
  const names = async (who: Person, search: string): Promise<string[]> =>
    RecipientsReply.parse((await ask(who, 'get', `/recipients?search=${encodeURIComponent(search)}`).expect(200)).body).data.map(
      ({ label }) => label,
    );
  expect(await names(li, '售')).toEqual(['售后']);
  expect(await names(leader, '售')).toEqual(['售前', '售后'].sort());
  expect(await names(li, '1003')).toEqual(['1003 坐席 1003']);
  expect(await names(li, '%')).toEqual([]); // a sign is a sign
  expect(issueOf(await write(li, { groups: [groups.sales.id] }).expect(400))).toMatchObject({ field: 'to', code: 'unknownRow' });
  await write(admin, { groups: [groups.sales.id] }).expect(200);
});

test('MSG-03 nobody, too many, an empty subject and a text without end are refused', async () => {
  expect(issueOf(await write(wang, {}).expect(400))).toMatchObject({ field: 'to', code: 'required' });
  await write(wang, { accounts: [li.id] }, ' \n ').expect(400);
  await write(wang, { accounts: [li.id] }, '长', '长'.repeat(10_001)).expect(400);
  const crowd = await add(plane, 'api::group.group', { tenant: tenant.row, name: '全体' });
  const knex = plane.strapi.db.connection;
  for (let n = 0; n <= mostRecipients; n += 1) {
    const [user] = await knex('up_users')
      .insert({ document_id: `crowd${n}`, number: String(20000 + n), tenant_id: tenant.row, blocked: false })
      .returning('id');
    await knex('up_users_groups_lnk').insert({ user_id: user.id, group_id: crowd.row });
  }
  expect(issueOf(await write(leader, { groups: [crowd.id] }).expect(400))).toEqual({
    field: 'to',
    code: 'tooLarge',
    limit: mostRecipients,
  });
  await knex('up_users').where({ number: '20000' }).update({ blocked: true });
  await write(leader, { groups: [crowd.id] }, '全体').expect(200); // who is blocked gets none and does not count
});

test('MSG-03 I7 neither a colleague nor an admin nor another enterprise finds a message that is not theirs', async () => {
  await write(wang, { accounts: [li.id] }, '只给您', '机密内容').expect(200);
  const ids = [(await box(li)).data[0]!.id, (await box(wang, 'sent')).data[0]!.id];
  const message = await plane.strapi.db.connection('messages').where({ subject: '只给您' }).first();
  const copies: { document_id: string }[] = await plane.strapi.db.connection('message_copies').where({ message_id: message.id });
  expect(copies.map(({ document_id }) => document_id).sort()).toEqual([...ids].sort());
  const before = await everythingOf(plane, tenant);
  for (const who of [zhao, admin, stranger]) {
    const said: string[] = [];
    for (const id of [...ids, message.document_id, String(message.id), '%00', '..']) {
      for (const [method, path] of [
        ['get', `/${id}`],
        ['post', `/${id}/read`],
        ['delete', `/${id}`],
      ] as const) {
        const answer = await ask(who, method, path);
        expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
        said.push(answer.text);
      }
    }
    for (const folder of ['inbox', 'sent']) said.push((await ask(who, 'get', `?folder=${folder}`)).text);
    for (const type of ['message', 'message-copy']) {
      const answer = await plane
        .request()
        .get(`/api/workbench/data/${type}`)
        .set({ Authorization: `Bearer ${who.jwt}` });
      expect(answer.status).toBe(404);
      said.push(answer.text);
    }
    expect(said.join()).not.toMatch(/机密内容|只给您/);
  }
  expect(await everythingOf(plane, tenant)).toEqual(before);
  const { body } = await ask(stranger, 'get', '/recipients').expect(200);
  expect(JSON.stringify(body)).not.toContain('坐席 1001');
  expect(issueOf(await write(stranger, { accounts: [wang.id] }).expect(400))).toMatchObject({ code: 'unknownRow' });
  expect(issueOf(await write(stranger, { groups: [groups.sales.id] }).expect(400))).toMatchObject({ code: 'unknownRow' });
  for (const path of ['', '/recipients', `/${ids[0]}`]) await plane.request().get(`/api/messages${path}`).expect(401);
});

test('MSG-03 two hundred scripts in subject and text come back as the text that they are', async () => {
  const texts = payloads.filter((payload) => !payload.includes('\0'));
  for (const payload of payloads)
    await write(wang, { accounts: [zhao.id] }, payload.slice(0, 120), payload).expect(texts.includes(payload) ? 200 : 400);
  let after: number | null = null;
  const lines: MessagesReply['data'] = [];
  do {
    const page: MessagesReply = await box(zhao, 'inbox', `&limit=100${after === null ? '' : `&after=${after}`}`);
    lines.push(...page.data);
    after = page.next;
  } while (after !== null);
  const bodies = await Promise.all(lines.slice(0, texts.length).map(async ({ id }) => (await read(zhao, id)).body));
  expect(bodies.reverse()).toEqual(texts);
}, 120_000);

test('MSG-02 MSG-03 the open pages of sender and recipients hear of a message, and nobody else’s', async () => {
  const { httpServer } = plane.strapi.server;
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const address = httpServer.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  /** what a page hears until it is told of announcements, which everybody is */
  const heard = (jwt: string): { ready: Promise<void>; text: Promise<string> } => {
    let opened: () => void;
    const ready = new Promise<void>((resolve) => (opened = resolve));
    const text = new Promise<string>((resolve, reject) => {
      const headers = { authorization: `Bearer ${jwt}` };
      const asking = request({ host: '127.0.0.1', port, path: '/api/workbench/changes', headers }, (answer) => {
        let all = '';
        answer.on('data', (more) => {
          all += String(more);
          if (all.includes('"schema"')) opened();
          if (!all.includes('"announcement"')) return;
          asking.destroy();
          resolve(all);
        });
      });
      asking.on('error', reject).end();
    });
    return { ready, text };
  };
  const people = [wang, li, zhao, admin];
  const pages = people.map(({ jwt }) => heard(jwt));
  await Promise.all(pages.map(({ ready }) => ready));
  await write(wang, { accounts: [li.id] }).expect(200);
  await plane
    .request()
    .post('/api/workbench/data/announcement')
    .set({ Authorization: `Bearer ${admin.jwt}` })
    .send({ values: { title: '放假', body: '周五。' } })
    .expect(201);
  const said = await Promise.all(pages.map(({ text }) => text));
  expect(said.map((text) => text.includes('"message"'))).toEqual([true, true, false, false]);
});

test('TEN-01 an operator who acts inside an enterprise has no mailbox there', async () => {
  const home = await givenTenant(plane, 'home');
  const operator = await givenOne(plane, home, 'operator', '9000');
  const jwt = (await loggedIn(plane, operator)).jwt;
  await plane
    .request()
    .post('/api/accounts/act')
    .set({ Authorization: `Bearer ${jwt}` })
    .send({ tenant: tenant.id, reason: '协助检查' })
    .expect((answer) => expect(answer.status).toBeLessThan(300));
  const inside: Person = { ...operator, jwt };
  expect((await box(inside)).data).toEqual([]);
  await write(inside, { accounts: [wang.id] }).expect(403);
});
