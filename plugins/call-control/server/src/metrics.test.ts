import { givenRecordPlane, type RecordPlane } from '../../../../tests/support/cms';
import { areaOf } from './metrics';

let plane: RecordPlane;
beforeAll(async () => (plane = await givenRecordPlane()), 90_000);
afterAll(() => plane?.stop());

test.each([
  ['/api/workbench/data/customer/x', 'workbench'],
  ['/api/nobody-has-this', 'other'],
  ['/api/__proto__/x', 'other'],
  ['/api', 'other'],
  ['/admin/login', 'administration'],
  ['/_health', 'health'],
])('%s belongs to %s, so that the labels stay few whatever is asked for', (path, area) => {
  expect(areaOf(path, new Set(['workbench', 'accounts']))).toBe(area);
});

test('requests are counted by area and status, also those that nobody may make; the pool and the lag of plugins are there', async () => {
  await plane.strapi.db.connection('switch_followers').insert({ name: 'a-plugin', n: -3 });
  await plane.request().get('/api/workbench/schema').expect(401);
  await plane.request().get('/api/nobody-has-this/13800138000').expect(404);
  const { text, headers } = await plane.request().get('/metrics').expect(200);
  expect(headers['content-type']).toContain('text/plain; version=0.0.4');
  expect(text).toContain('zuoxi_records_request_seconds_count{area="workbench",status="4xx"} 1');
  expect(text).toContain('zuoxi_records_request_seconds_count{area="other",status="4xx"} 1');
  expect(text).toMatch(/^zuoxi_records_database_connections\{state="free"\} \d+$/m);
  expect(text).toContain('zuoxi_records_follower_lag_events{follower="a-plugin"} 3\n');
  expect(text).toMatch(/^zuoxi_records_feed_connected [01]$/m);
  expect(text).not.toContain('13800138000');
});

test('nobody who comes through nginx is answered', async () => {
  const { text, status } = await plane.request().get('/metrics').set('X-Forwarded-For', '192.0.2.1');
  expect(status).toBe(404);
  expect(text).not.toContain('zuoxi_');
});
