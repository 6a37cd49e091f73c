/** A plugin as `npm run create-plugin` makes it, in open sessions: switched on, used, set and switched off. No page is loaded again and admin-ui is the one that was built before. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext, Locator } from 'playwright-core';
import { DemoLogins } from '@zuoxi/contracts';
import { AgentPage, type Login } from '../support/agent-page';
import { scratch } from '../support/children';
import { givenChromium } from '../support/chromium';
import { root } from '../support/command';
import { givenFirstStart, type TestInstance } from '../support/instance';

jest.setTimeout(60_000);

const links = ['node_modules', 'scripts', 'cms', 'kamailio', 'admin-ui', 'plugins/sdk', 'plugins/call-control'];

let checkout: { path: string; remove: () => void };
let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let admin: AgentPage;
let agent: AgentPage;
const complaints: string[] = [];

/** A checkout of its own: everything is this one's but the folder `plugins`. */
async function givenGenerated(name: string): Promise<void> {
  mkdirSync(join(checkout.path, 'plugins'));
  for (const path of links) symlinkSync(join(root, path), join(checkout.path, path));
  for (const path of ['tsconfig.base.json', 'package.json']) cpSync(join(root, path), join(checkout.path, path));
  const create = [join(root, 'scripts/create-plugin.mjs'), name, '--no-install'];
  await promisify(execFile)(process.execPath, create, { env: { ...process.env, ZUOXI_ROOT: checkout.path } });
}

beforeAll(async () => {
  checkout = scratch('checkout');
  [browser] = await Promise.all([givenChromium(700), givenGenerated('field-trips')]);
  instance = await givenFirstStart({}, { root: checkout.path });
  await browser.context.grantPermissions(['microphone'], { origin: instance.origin });
  const demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  const enter = async (login: Omit<Login, 'tenant'> | undefined): Promise<AgentPage> => {
    if (!login) throw new Error('the demo has an agent and an admin');
    const page = await AgentPage.open(browser.context, instance.origin);
    page.page.on('console', (message) => {
      if (/Content Security Policy|plugin field-trips/.test(message.text())) complaints.push(message.text());
    });
    await page.login({ tenant: demo.tenant, number: login.number, password: login.password });
    await page.shows('tenant', '演示企业');
    await page.page.evaluate('window.opened = true');
    return page;
  };
  agent = await enter(demo.agents[0]);
  admin = await enter(demo.others?.find(({ role, tenant }) => role === 'admin' && tenant === demo.tenant));
}, 120_000); // a first start, database and all
afterAll(async () => {
  await browser?.stop();
  await instance?.stop();
  checkout.remove();
});

const menu = (of: AgentPage, name: string): Locator => of.page.getByRole('navigation').getByRole('link', { name, exact: true });
const panel = (of: AgentPage): Locator => of.page.locator('[role=tabpanel]:not([hidden])');
const card = (): Locator => admin.by('plugin-settings-field-trips');
const says = (words: string): Promise<void> =>
  panel(agent).getByTestId('summary').filter({ hasText: words }).waitFor({ timeout: 10_000 });
const refresh = (): Promise<void> => panel(agent).getByRole('button', { name: '重新统计' }).click();

test('TEN-02 switched on by the admin, its page is in the menu of an open session and asks its own route', async () => {
  await menu(admin, '插件').click();
  await card().getByRole('switch').waitFor();
  await card().getByRole('switch').click(); // the demo begins with every plugin
  await menu(agent, 'field-trips').waitFor({ state: 'detached', timeout: 10_000 });
  await card().getByRole('switch').click();
  await menu(agent, 'field-trips').click({ timeout: 10_000 });
  await says('你好 · 0');
});

test('its setting and a row of its content type are made without code, and its button brings both to the page', async () => {
  await card().getByLabel('问候语').fill('欢迎');
  await card().getByRole('button', { name: '保存' }).click();
  await card().getByRole('button', { name: '保存', disabled: true }).waitFor();
  await refresh();
  await says('欢迎 · 0');
  await menu(admin, 'field-trips 记录').click();
  await panel(admin).getByTestId('create').click();
  await panel(admin).getByTestId('row-form').locator('[data-field=title] input').fill('苏州一日');
  await admin.page.keyboard.press('Control+s');
  await admin.page.getByRole('tab', { name: '苏州一日' }).waitFor();
  await refresh();
  await says('欢迎 · 1');
});

test('its page holds the list of its type; what is ticked there is done by its action', async () => {
  await menu(admin, 'field-trips').click();
  const line = panel(admin).getByTestId('row').filter({ hasText: '苏州一日' });
  await line.getByRole('checkbox').check();
  await panel(admin).getByTestId('action-field-trips-done').click();
  await line.getByText('是', { exact: true }).waitFor();
});

test('its long job is begun by a button, followed on the page, and over', async () => {
  await panel(admin).getByRole('button', { name: '全部标为完成' }).click();
  await panel(admin).locator('[data-testid=job][data-state=done]').waitFor({ timeout: 20_000 });
});

test('TEN-02 switched off, it is gone from both sessions, which are still the pages that were opened', async () => {
  await menu(admin, '插件').click();
  await card().getByRole('switch').click();
  for (const desk of [agent, admin]) {
    for (const name of ['field-trips', 'field-trips 记录'])
      await menu(desk, name).waitFor({ state: 'detached', timeout: 10_000 });
    expect(await desk.page.evaluate('window.opened')).toBe(true);
  }
  expect(complaints).toEqual([]);
});
