/** Announcements and embedded pages, for whom they are meant and when. */
import { AnnouncementsReply, EmbeddedPagesReply } from '@zuoxi/contracts';
import { givenRecordPlane, type RecordPlane } from '../../tests/support/cms';
import { add, givenAgent, givenTenant, loggedIn, type Agent, type Tenant } from '../../tests/support/people';

const announcement = 'api::announcement.announcement';
const embedded = 'api::embedded-page.embedded-page';
const hour = 3_600_000;
const soon = (ms: number): Date => new Date(Date.now() + ms);

let plane: RecordPlane;
let tenant: Tenant;
let other: Tenant;
let seller: Agent;
let fitter: Agent;
let groups: { sales: number; service: number };
beforeAll(async () => {
  plane = await givenRecordPlane();
  tenant = await givenTenant(plane, 'one');
  other = await givenTenant(plane, 'two');
  const [sales, service] = await Promise.all(
    ['售前', '售后'].map((name) => add(plane, 'api::group.group', { tenant: tenant.row, name })),
  );
  groups = { sales: sales!.row, service: service!.row };
  seller = await givenAgent(plane, tenant, '1001', { groups: [groups.sales, groups.service] });
  fitter = await givenAgent(plane, tenant, '1002', { groups: [groups.service] });
}, 60_000);
afterAll(() => plane?.stop());

async function current(path: string, agent: Agent): Promise<unknown> {
  const { jwt } = await loggedIn(plane, agent);
  return (
    await plane
      .request()
      .get(`/api/${path}/current`)
      .set({ Authorization: `Bearer ${jwt}` })
      .expect(200)
  ).body;
}
const titles = async (agent: Agent): Promise<string[]> =>
  AnnouncementsReply.parse(await current('announcements', agent)).data.map(({ title }) => title);

test('MSG-01 announcements reach their groups while they are due, once each, the pinned ones first', async () => {
  const say = (title: string, more: object = {}, of = tenant) =>
    add(plane, announcement, { tenant: of.row, title, body: `${title}。`, ...more });
  await say('全员', { startsAt: soon(-2 * hour) });
  await say('两组', { groups: [groups.sales, groups.service], startsAt: soon(-hour) });
  await say('售前', { groups: [groups.sales], pinned: true, startsAt: soon(-3 * hour) });
  await say('明天', { startsAt: soon(24 * hour) });
  await say('过期', { endsAt: soon(-1000) });
  await say('别家', {}, other);
  expect(await titles(seller)).toEqual(['售前', '两组', '全员']);
  expect(await titles(fitter)).toEqual(['两组', '全员']);
});

test('EXT-05 EXT-06 each person gets the pages of its groups, in their order; an address that is none stays out', async () => {
  const put = (name: string, more: object = {}) =>
    add(plane, embedded, { tenant: tenant.row, name, url: 'https://crm.example/?n={{call.number}}', place: 'side', ...more });
  await put('后', { position: 20 });
  await put('先', { position: 10, groups: [groups.sales], place: 'menu', atLogin: true });
  const bad = await put('坏');
  await plane.strapi.db.connection('embedded_pages').where({ id: bad.row }).update({ url: 'javascript:alert(1)' });
  const { data } = EmbeddedPagesReply.parse(await current('embedded-pages', seller));
  expect(data.map(({ label, place, atLogin }) => [label, place, atLogin])).toEqual([
    ['先', 'menu', true],
    ['后', 'side', false],
  ]);
  expect(EmbeddedPagesReply.parse(await current('embedded-pages', fitter)).data.map(({ label }) => label)).toEqual(['后']);
});

test.each(['http://{{call.number}}/x', 'javascript:alert(1)', 'https://user@host/', 'https://a b/', '//host/x'])(
  'EXT-05 the address %s is refused: no value of a call chooses the host',
  async (url) => {
    await expect(add(plane, embedded, { tenant: tenant.row, name: 'x', url, place: 'menu' })).rejects.toThrow();
  },
);

test('a stranger gets neither', async () => {
  for (const path of ['announcements', 'embedded-pages']) await plane.request().get(`/api/${path}/current`).expect(401);
});
