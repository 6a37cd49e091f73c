/** The map against a server that speaks Nominatim, OSRM and tiles; and the contract of plugins, as far as a plugin with settings and routes shows it. */
import { givenRecordPlane, type RecordPlane } from '../../../tests/support/cms';
import { givenMapServices, town, type MapServices } from '../../../tests/support/map-services';
import { givenAgent, givenTenant, loggedIn, type Tenant } from '../../../tests/support/people';
import { givenOne } from '../../../tests/support/roles';

let plane: RecordPlane;
let services: MapServices;
let one: Tenant;
let two: Tenant;
const jwt = { admin: '', agent: '', other: '' };
beforeAll(async () => {
  services = await givenMapServices();
  plane = await givenRecordPlane({ ZUOXI_PRIVATE_HOSTS: 'true' });
  one = await givenTenant(plane, 'one');
  two = await givenTenant(plane, 'two');
  jwt.admin = (await loggedIn(plane, await givenOne(plane, one, 'admin', '1000'))).jwt;
  jwt.agent = (await loggedIn(plane, await givenAgent(plane, one, '1001'))).jwt;
  jwt.other = (await loggedIn(plane, await givenAgent(plane, two, '1001'))).jwt;
}, 90_000);
afterAll(async () => {
  await plane?.stop();
  await services?.stop();
});

const get = (path: string, who = jwt.agent) => plane.request().get(path).set('Authorization', `Bearer ${who}`);
const put = (body: object, who = jwt.admin) =>
  plane.request().put('/api/workbench/plugins/map').set('Authorization', `Bearer ${who}`).send(body);

test('TEN-02 a plugin that is not switched on answers moduleOff, and has no screen', async () => {
  expect((await get('/api/map/search?q=x')).body).toEqual({ error: { code: 'moduleOff', message: 'map' } });
  expect((await get('/api/map/search?q=x', 'nonsense')).status).toBe(401);
});

test('only who may switch plugins sees and switches them', async () => {
  expect((await get('/api/workbench/plugins')).body).toMatchObject({ error: { code: 'forbidden' } });
  expect((await put({ on: true }, jwt.agent)).status).toBe(403);
  expect((await put({ on: 'perhaps' })).body).toMatchObject({ error: { code: 'badRequest' } });
  const { body } = await get('/api/workbench/plugins', jwt.admin).expect(200);
  expect(body.data).toContainEqual(expect.objectContaining({ name: 'map', on: false, label: { zh: '地图', en: 'Map' } }));
});

test('switched on, it works at once for the tenant, and for no other', async () => {
  const settings = { geocoder: services.origin, router: services.origin, tiles: `${services.origin}/tiles/{z}/{x}/{y}.png` };
  const { body } = await put({ on: true, settings }).expect(200);
  expect(body.data).toMatchObject({ on: true, values: { ...settings, key: false } });
  expect((await get('/api/map/about')).body).toEqual({ data: { attribution: '© OpenStreetMap contributors' } });
  expect((await get('/api/map/about', jwt.other)).body).toMatchObject({ error: { code: 'moduleOff' } });
});

test('EXT-01 an address is found', async () => {
  const { body } = await get(`/api/map/search?q=${encodeURIComponent('外滩')}`).expect(200);
  expect(body).toEqual({ data: [town.bund] });
});

test('EXT-02 an address that nobody knows is an empty answer, from which the screen asks for another', async () => {
  expect((await get('/api/map/search?q=nowhere').expect(200)).body).toEqual({ data: [] });
  expect((await get('/api/map/search?q=')).body).toMatchObject({ error: { code: 'badRequest' } });
});

test('EXT-03 the way from start to end, in the order of the map', async () => {
  const at = ({ lat, lon }: { lat: number; lon: number }): string => `${lat},${lon}`;
  const { body } = await get(`/api/map/way?from=${at(town.station)}&to=${at(town.bund)}`).expect(200);
  expect(body.data).toEqual({
    metres: 4321,
    seconds: 765,
    line: [
      [town.station.lat, town.station.lon],
      [town.bund.lat, town.bund.lon],
    ],
  });
  expect((await get('/api/map/way?from=1;2&to=3')).status).toBe(400);
});

test('tiles come through the server: images alone, kept by the browser for a day', async () => {
  const reply = await get('/api/map/tiles/3/6/3').expect(200);
  expect(reply.headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'private, max-age=86400' });
  expect((reply.body as Buffer).subarray(1, 4).toString()).toBe('PNG');
  await get('/api/map/tiles/3/..%2f..%2fsecret/3').expect(404);
  await put({ settings: { tiles: `${services.origin}/pages/{z}{x}{y}` } }).expect(200);
  await get('/api/map/tiles/3/6/3').expect(404);
});

test('EXT-04 a key is optional; once given it goes out and is never read', async () => {
  await put({ settings: { geocoder: `${services.origin}/?key={key}`, key: 'very secret & long' } }).expect(200);
  const { body } = await get('/api/workbench/plugins', jwt.admin).expect(200);
  expect(JSON.stringify(body)).not.toContain('very secret');
  expect(body.data.find((p: { name: string }) => p.name === 'map').values.key).toBe(true);
  await get('/api/map/search?q=x').expect(200);
  expect(services.asked.at(-1)).toContain('key=very+secret+%26+long');
  const [row] = await plane.strapi.db.connection('plugin_settings').select('*');
  expect(JSON.stringify(row)).not.toContain('very secret');
  expect((await put({ settings: { key: null } }).expect(200)).body.data.values.key).toBe(false);
  // the audit log tells who changed which setting, and not to what
  const entries: { details: string }[] = await plane.strapi.db
    .connection('audit_log')
    .where({ act: 'plugin.changed' })
    .orderBy('n');
  expect(entries.at(-1)?.details).toBe('{"fields":["key"]}');
  expect(JSON.stringify(entries)).not.toContain('very secret');
});

test('settings that do not fit are named, and nothing changes', async () => {
  const { body } = await put({ settings: { router: 'javascript:1', colour: 'red', attribution: 'changed' } }).expect(400);
  expect(body.error).toMatchObject({
    code: 'invalid',
    issues: [
      { field: 'router', code: 'wrongKind' },
      { field: 'colour', code: 'unknownField' },
    ],
  });
  expect((await get('/api/map/about')).body.data.attribution).toBe('© OpenStreetMap contributors');
});

test('a service that is away is said to be away', async () => {
  await put({ settings: { router: 'http://127.0.0.1:1' } }).expect(200);
  expect((await get('/api/map/way?from=1,2&to=3,4')).body).toEqual({
    error: { code: 'internal', message: 'the route service does not answer' },
  });
});

test('switched off, it is gone at once', async () => {
  await put({ on: false }).expect(200);
  expect((await get('/api/map/about')).body).toMatchObject({ error: { code: 'moduleOff' } });
});
