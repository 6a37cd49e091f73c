/** TEN-01: who runs the instance goes inside an enterprise in the sight of that enterprise, and comes out again. A whole instance, a real browser. */
import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { DemoLogins } from '@zuoxi/contracts';
import { AgentPage } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { givenInstance, type TestInstance } from '../support/instance';

jest.setTimeout(120_000);
const reason = '协助新建班组';

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let demo: DemoLogins;
let operator: AgentPage;

const enter = async (tenant: string, number: string): Promise<AgentPage> => {
  const login = demo.others?.find((one) => one.tenant === tenant && one.number === number);
  if (!login) throw new Error(`the demo has no ${tenant}/${number}`);
  const page = await AgentPage.open(browser.context, instance.origin);
  await page.login(login);
  await page.by('avatar-menu').or(page.by('move-here')).first().waitFor();
  // the page of a test before was closed a moment ago
  if (await page.by('move-here').count()) await page.by('move-here').click();
  await page.by('avatar-menu').waitFor();
  return page;
};
const menu = (page: AgentPage, name: string) => page.page.getByRole('navigation').getByRole('link', { name, exact: true });
const shown = (page: AgentPage, name: string) =>
  page.page.locator('[role=tabpanel]:not([hidden])').getByTestId('row').filter({ hasText: name });
const banner = () => operator.by('operator-banner');
const doorOf = (code: string, button: string) =>
  operator.by('enterprises').getByRole('row').filter({ hasText: code }).getByRole('button', { name: button, exact: true });

beforeAll(async () => {
  [instance, browser] = await Promise.all([givenInstance(), givenChromium(700)]);
  demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  await browser.context.grantPermissions(['microphone'], { origin: instance.origin });
  operator = await enter('operator', '9000');
});
afterAll(async () => {
  await browser?.stop();
  await instance?.stop();
});

test('TEN-01 at home an operator sees the enterprises and none of their rows', async () => {
  await menu(operator, '进入企业').click();
  for (const code of ['demo', '第二企业']) await doorOf(code, '进入').first().waitFor();
  expect(await doorOf('operator', '进入').count()).toBe(0);
  for (const name of ['班组', '队列', '回访']) expect(await menu(operator, name).count()).toBe(0);
  await menu(operator, '账号').click();
  await shown(operator, '9000').waitFor();
  for (const name of ['王芳', '马丽']) expect(await shown(operator, name).count()).toBe(0);
});

test('TEN-01 nobody goes inside without a reason; inside, a banner says where one is, and that enterprise’s rows are there and no other’s', async () => {
  await menu(operator, '进入企业').click();
  await doorOf('第二企业', '进入').click();
  const dialog = operator.page.getByRole('dialog', { name: '进入 第二企业' });
  expect(await dialog.getByRole('button', { name: '进入' }).isDisabled()).toBe(true);
  await dialog.getByLabel('事由（企业可以看到）').fill(reason);
  await operator.page.keyboard.press('Enter');
  await banner().getByText('您正以运营商身份在 第二企业 中操作').waitFor();

  await menu(operator, '账号').click();
  await shown(operator, '马丽').waitFor();
  for (const name of ['王芳', '陈静', '9000']) expect(await shown(operator, name).count()).toBe(0);
  await menu(operator, '班组').click();
  await shown(operator, '客服').waitFor();
  for (const name of ['售后', '售前']) expect(await shown(operator, name).count()).toBe(0);
  await operator.by('create').filter({ visible: true }).click();
  await operator.by('row-form').filter({ visible: true }).locator('[data-field=name] input').fill('夜班');
  await operator.page.keyboard.press('Control+s');
  await operator.page.getByRole('tab', { name: '夜班' }).waitFor();
});

test('TEN-01 the banner stays after a reload; who leaves is at home, without a trace of the other enterprise on the page', async () => {
  await operator.page.reload();
  await banner().waitFor();
  await banner().getByRole('button', { name: '离开' }).click();
  await banner().waitFor({ state: 'detached' });
  await menu(operator, '进入企业').waitFor();
  expect(await menu(operator, '班组').count()).toBe(0);
  expect(await operator.page.getByRole('tab', { name: '夜班' }).count()).toBe(0);
});

test('TEN-01 the enterprise reads in its audit log who came, why, what was done and when it ended; the chain is intact', async () => {
  const admin = await enter('demo2', '9001');
  await menu(admin, '审计日志').click();
  const log = admin.by('audit');
  const entry = (act: string) => log.getByRole('row').filter({ has: admin.page.getByRole('cell', { name: act, exact: true }) });
  await entry('运营商离开').filter({ hasText: '9000 运营' }).waitFor();
  await entry('运营商进入')
    .filter({ hasText: '9000 运营' })
    .filter({ hasText: `事由：${reason}` })
    .waitFor();
  await entry('新建班组').filter({ hasText: '9000 运营' }).filter({ hasText: '字段：名称' }).waitFor();
  await log.getByRole('button', { name: '校验完整性' }).click();
  await admin.shows('audit-verdict', '完整：');

  await log.getByRole('combobox', { name: '操作' }).click();
  await admin.page.getByRole('option', { name: '运营商进入', exact: true }).click();
  await entry('运营商离开').waitFor({ state: 'detached' });
  expect(await log.getByRole('row').count()).toBe(2); // the heading and the one visit
  await menu(admin, '班组').click();
  await shown(admin, '夜班').waitFor();
  await admin.page.close();
});

test('TEN-01 the other enterprise’s log says nothing of it', async () => {
  const admin = await enter('demo', '9001');
  await menu(admin, '审计日志').click();
  await admin.by('audit').getByRole('cell', { name: '登录', exact: true }).first().waitFor();
  expect(await admin.by('audit').getByText('运营商').count()).toBe(0);
  await admin.page.close();
});

test('TEN-02 the operator switches a module of an enterprise on; it appears in its open session, where nobody else may switch it', async () => {
  const admin = await enter('demo2', '9001');
  await menu(admin, '班组').waitFor();
  expect(await menu(admin, '地图').count()).toBe(0);
  await menu(operator, '企业').click();
  await shown(operator, '第二企业').click();
  const form = operator.by('row-form').filter({ visible: true });
  await form.locator('[data-field=modules]').getByRole('combobox').click();
  await operator.page.getByRole('option', { name: '地图', exact: true }).click();
  await operator.page.keyboard.press('Escape');
  await operator.page.keyboard.press('Control+s');
  await menu(admin, '地图').waitFor();
  await menu(admin, '企业').click();
  await shown(admin, '第二企业').click();
  const own = admin.by('row-form').filter({ visible: true }).locator('[data-field=modules]');
  await own.getByText('地图').waitFor();
  expect(await own.locator('input').count()).toBe(0);
  await admin.page.close();
});

const form = (page: AgentPage) => page.by('row-form').filter({ visible: true });
const field = (page: AgentPage, path: string) => form(page).locator(`[data-field=${path}]`);
const choose = async (page: AgentPage, path: string, name: string): Promise<void> => {
  await field(page, path).getByRole('combobox').fill(name);
  await page.page.getByRole('option', { name, exact: true }).click();
};

test('TEN-01 the operator grants a line and a number at home; the enterprise finds the number and sets where it leads, and no more', async () => {
  await menu(operator, '中继').click();
  await shown(operator, 'demo-carrier').filter({ hasText: '演示企业' }).waitFor();
  await operator.by('create').filter({ visible: true }).click();
  await field(operator, 'name').locator('input').fill('第二企业线路');
  await choose(operator, 'tenant', '第二企业');
  await field(operator, 'addresses').locator('input').fill(instance.instance.carrierHost);
  await field(operator, 'host').locator('input').fill('sip.second.example');
  await operator.page.keyboard.press('Control+s');
  await field(operator, 'addresses').getByText(`${instance.instance.carrierHost} 已被使用`).waitFor();
  await field(operator, 'addresses').locator('input').fill('198.51.100.7');
  await operator.page.keyboard.press('Control+s');
  await operator.page.getByRole('tab', { name: '第二企业线路' }).waitFor();
  expect(await field(operator, 'tenant').locator('input').count()).toBe(0); // said once

  await menu(operator, '号码').click();
  await shown(operator, '4008000001').filter({ hasText: '演示企业' }).waitFor();
  await operator.by('create').filter({ visible: true }).click();
  await field(operator, 'number').locator('input').fill('+864008000001');
  await choose(operator, 'tenant', '第二企业');
  await choose(operator, 'trunk', '第二企业线路');
  await operator.page.keyboard.press('Control+s');
  await field(operator, 'number').getByText('4008000001 已被使用').waitFor();
  await field(operator, 'number').locator('input').fill('4008000100');
  await operator.page.keyboard.press('Control+s');
  await operator.page.getByRole('tab', { name: '4008000100' }).waitFor();

  const admin = await enter('demo2', '9001');
  await menu(admin, '号码').click();
  await shown(admin, '4008000100').waitFor();
  expect(await shown(admin, '4008000001').count()).toBe(0);
  expect(await admin.by('create').filter({ visible: true }).count()).toBe(0);
  await shown(admin, '4008000100').click();
  await field(admin, 'number').getByText('4008000100').waitFor();
  for (const path of ['number', 'trunk']) expect(await field(admin, path).locator('input').count()).toBe(0);
  await field(admin, 'outbound').getByRole('checkbox').click();
  await admin.page.keyboard.press('Control+s');
  await field(admin, 'outbound').getByText('否').waitFor();
  await admin.page.close();
});
