/** A plugin in the open workbench: switched on and off without a reload, its screens loaded at run time under the strict policy of the page. */
import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { Client } from 'pg';
import { DemoLogins } from '@zuoxi/contracts';
import { AgentPage } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { givenInstance, type TestInstance } from '../support/instance';
import { givenMapServices, type MapServices } from '../support/map-services';

jest.setTimeout(180_000);

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let services: MapServices;
let desk: AgentPage;
const complaints: string[] = [];

beforeAll(async () => {
  [instance, browser, services] = await Promise.all([
    givenInstance({ ZUOXI_PRIVATE_HOSTS: 'true' }),
    givenChromium(700),
    givenMapServices(),
  ]);
  const { paths, ports } = instance.instance;
  const demo = DemoLogins.parse(JSON.parse(readFileSync(paths.demoLogins, 'utf8')));
  const { postgres: password } = instance.site.secrets;
  const database = new Client({ host: '127.0.0.1', port: ports.postgres, user: 'zuoxi', database: 'zuoxi', password });
  await database.connect();
  // as an operator may: bypasses the row lock, which knows nobody on this connection
  await database.query(`select set_config('app.tenant', '*', false)`);
  const promoted = await database.query(
    `update up_users u set role_id = r.id from roles r where r.tenant_id = u.tenant_id and r.code = 'admin' and u.number = '1003'`,
  );
  await database.end();
  expect(promoted.rowCount).toBe(1);
  await browser.context.grantPermissions(['microphone'], { origin: instance.origin });
  desk = await AgentPage.open(browser.context, instance.origin);
  desk.page.on('console', (message) => {
    if (/Content Security Policy|plugin map/.test(message.text())) complaints.push(message.text());
  });
  const admin = demo.agents.find(({ number }) => number === '1003');
  if (!admin) throw new Error('the demo has no agent 1003');
  await desk.login({ tenant: demo.tenant, ...admin });
  await desk.shows('tenant', '演示企业');
});
afterAll(async () => {
  await browser?.stop();
  await instance?.stop();
  await services?.stop();
});

const menu = (name: string) => desk.page.getByRole('navigation').getByRole('link', { name, exact: true });
const card = () => desk.by('plugin-settings-map');

test('EXT-04 the services of the map are set by the enterprise, without a key', async () => {
  await menu('插件').click();
  await card().getByLabel('地址搜索（Nominatim）').fill(services.origin);
  await card().getByLabel('路线规划（OSRM）').fill(services.origin);
  await card().getByLabel('地图图块').fill(`${services.origin}/tiles/{z}/{x}/{y}.png`);
  await card().getByRole('button', { name: '保存' }).click();
  await card().getByRole('button', { name: '保存', disabled: true }).waitFor();
});

test('EXT-01 an address is searched and drawn, tiles and all, under the strict policy', async () => {
  await menu('地图').click();
  const page = desk.page;
  await page.getByRole('textbox', { name: /^地址/ }).fill('外滩');
  await page.getByRole('button', { name: '搜索' }).click();
  await page.locator('[data-testid=map] path.leaflet-interactive').first().waitFor();
  await page.locator('[data-testid=map] img.leaflet-tile-loaded').first().waitFor({ state: 'attached' });
});

test('EXT-02 an address that nobody knows is asked for again', async () => {
  await desk.page.getByRole('textbox', { name: /^地址/ }).fill('nowhere at all');
  await desk.page.getByRole('button', { name: '搜索' }).click();
  await desk.page.getByText('找不到这个地址，请换一种写法再试。').waitFor();
});

test('EXT-03 the way from start to end', async () => {
  await desk.page.getByRole('textbox', { name: /^地址/ }).fill('上海站');
  await desk.page.getByRole('textbox', { name: '终点' }).fill('外滩');
  await desk.page.getByRole('button', { name: '查路线' }).click();
  await desk.page.getByText('4.3 km · 13 min').waitFor();
  expect(complaints).toEqual([]);
});

test('TEN-02 switched off, its pages vanish from the open session within ten seconds; switched on, they are back', async () => {
  await menu('插件').click();
  await card().getByRole('switch').click();
  await menu('地图').waitFor({ state: 'detached', timeout: 10_000 });
  await card().getByRole('switch').click();
  await menu('地图').waitFor({ timeout: 10_000 });
  expect(complaints).toEqual([]);
});
