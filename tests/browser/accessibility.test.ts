/** Every kind of screen, light and dark, as axe-core measures it: WCAG 2.0 to 2.2, levels A and AA. A whole instance, a real browser. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Locator } from 'playwright-core';
import { z } from 'zod';
import { DemoLogins } from '@zuoxi/contracts';
import { Phone } from '@zuoxi/robot';
import { AgentPage } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { givenInstance, type TestInstance } from '../support/instance';

jest.setTimeout(60_000);

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let demo: DemoLogins;
let agent: AgentPage;
let admin: AgentPage;

const Report = z.object({
  violations: z.array(
    z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) }),
  ),
});
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const measured = `axe.run(document, ${JSON.stringify({ runOnly: tags, resultTypes: ['violations'] })})`;

/** What is wrong with what is in sight, a line each: rule, page, element, why. */
async function wrong({ page }: AgentPage, place: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((one) => getComputedStyle(document.documentElement).colorScheme === one, colorScheme);
    const { violations } = Report.parse(await page.evaluate(measured));
    for (const { id, nodes } of violations)
      for (const { html, failureSummary } of nodes) found.push(`${id} on ${place}, ${colorScheme}: ${html} ${failureSummary}`);
  }
  return found;
}

const panel = (of: AgentPage): Locator => of.page.locator('[role=tabpanel]:not([hidden])');
const open = (of: AgentPage, name: string): Promise<void> =>
  of.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

beforeAll(async () => {
  [instance, browser] = await Promise.all([givenInstance(), givenChromium(700)]);
  await browser.context.grantPermissions(['microphone'], { origin: instance.origin });
  await browser.context.addInitScript({ path: require.resolve('axe-core/axe.min.js') });
  demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  agent = await AgentPage.open(browser.context, instance.origin);
});
afterAll(async () => {
  await browser?.stop();
  await instance?.stop();
});

test('the login page, empty and with a refusal', async () => {
  await agent.by('login').waitFor();
  expect(await wrong(agent, 'the login page')).toEqual([]);
  await agent.login({ tenant: 'demo', number: '1001', password: 'wrong-Password1' });
  await agent.by('login-error').waitFor();
  expect(await wrong(agent, 'the refused login')).toEqual([]);
});

test('home, a list and a form, as an agent has them', async () => {
  await agent.ready({ tenant: demo.tenant, ...demo.agents[0]! });
  await agent.by('panel-basic').waitFor();
  expect(await wrong(agent, 'home')).toEqual([]);
  await open(agent, '回访');
  await panel(agent).getByTestId('row').first().waitFor();
  expect(await wrong(agent, 'a list')).toEqual([]);
  await panel(agent).getByTestId('row').first().click();
  await panel(agent).getByTestId('row-form').waitFor();
  expect(await wrong(agent, 'a form')).toEqual([]);
});

test('MSG-02 MSG-03 the bell, and messages read and written', async () => {
  await agent.by('bell').click();
  await agent.page.getByRole('dialog', { name: '提醒' }).waitFor();
  expect(await wrong(agent, 'the bell')).toEqual([]);
  await agent.page.keyboard.press('Escape');
  await open(agent, '内部消息');
  await panel(agent).getByRole('button', { name: '写消息' }).click();
  const form = agent.by('writing');
  await form.getByRole('combobox').fill('1001');
  await agent.page.getByRole('option', { name: '1001' }).click();
  await form.getByRole('textbox', { name: '标题' }).fill('给自己的便条');
  await form.getByRole('textbox', { name: '内容' }).fill('下午三点回访。');
  expect(await wrong(agent, 'a message that is written')).toEqual([]);
  await form.getByRole('button', { name: '发送' }).click();
  await agent.by('bell-count').waitFor();
  expect(await wrong(agent, 'an unread message')).toEqual([]);
  await agent.by('message').first().click();
  await agent.by('reading').waitFor();
  expect(await wrong(agent, 'a message that is read')).toEqual([]);
});

test('CMP-02 the page of campaigns: nobody chosen, a card, a record half written, a run that waits', async () => {
  await open(agent, '外呼');
  await agent.by('customer').first().waitFor();
  expect(await wrong(agent, 'the campaigns')).toEqual([]);
  await agent.by('customer').first().click();
  await agent.by('contact').getByRole('button', { name: '继续跟踪' }).click();
  await agent.by('save-contact').click();
  await agent.by('contact').getByRole('alert').waitFor();
  expect(await wrong(agent, 'a customer’s card')).toEqual([]);
  await panel(agent).getByRole('button', { name: '自动', exact: true }).click();
  await agent.by('run').waitFor();
  expect(await wrong(agent, 'the bar of a run')).toEqual([]);
});

test('WB-08 WB-10 the call bar and the sessions: ringing, talking, on hold, in wrap-up, over, folded away', async () => {
  const { host, sip, carrierHost } = instance.instance;
  const phone = await Phone.open({ host: carrierHost, user: '13800138000', server: { host, port: sip } });
  try {
    await agent.by('sessions-expand').click();
    const call = await phone.call(`sip:4008000001@${host}:${sip}`);
    await agent.by('answer').waitFor();
    expect(await wrong(agent, 'a ringing call')).toEqual([]);
    await agent.by('answer').click();
    await agent.shows('state', '通话中');
    expect(await wrong(agent, 'a call')).toEqual([]);
    await agent.by('bar-hold').click();
    await agent.shows('state', '保持');
    expect(await wrong(agent, 'a held call')).toEqual([]);
    call.hangup();
    await agent.shows('state', '话后整理');
    expect(await wrong(agent, 'wrap-up')).toEqual([]);
    await agent.page.getByRole('button', { name: '开始接听' }).click();
    await agent.by('session-ended').first().waitFor();
    expect(await wrong(agent, 'a session that is over')).toEqual([]);
    await agent.by('sessions-collapse').click();
    expect(await wrong(agent, 'the folded sessions')).toEqual([]);
  } finally {
    await phone.close();
  }
});

test('the settings: a role with its matrix, the views, the audit log', async () => {
  const login = demo.others?.find(({ role, tenant }) => role === 'admin' && tenant === demo.tenant);
  if (!login) throw new Error('the demo has an admin');
  admin = await AgentPage.open(browser.context, instance.origin);
  await admin.login(login);
  await open(admin, '角色');
  await panel(admin).getByTestId('row').filter({ hasText: '坐席' }).first().click();
  await panel(admin).getByTestId('permissions').getByRole('button', { name: '单独设置' }).click();
  expect(await wrong(admin, 'a role')).toEqual([]);
  await open(admin, '视图与字段包');
  await panel(admin).getByTestId('reset-view-tenant').first().waitFor();
  expect(await wrong(admin, 'the views')).toEqual([]);
  await open(admin, '审计日志');
  await panel(admin).getByTestId('audit').getByRole('row').nth(1).waitFor();
  expect(await wrong(admin, 'the audit log')).toEqual([]);
});

test('LOG-01 the import of accounts: where rows are pasted, and what is wrong with them', async () => {
  await open(admin, '账号');
  await panel(admin).getByTestId('import').click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByTestId('import-read').waitFor();
  expect(await wrong(admin, 'the empty import')).toEqual([]);
  await dialog.getByRole('textbox').fill('工号,姓名,角色\n7001,张三,没有这个角色\n7001,李四,坐席');
  await dialog.getByTestId('import-read').click();
  await dialog.getByTestId('import-row').nth(1).waitFor();
  expect(await wrong(admin, 'an import with wrong rows')).toEqual([]);
});

test('CMP-22 the import of campaign customers: no line that names columns, and what is chosen for all rows', async () => {
  await admin.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await open(admin, '外呼客户');
  await panel(admin).getByTestId('import').click();
  const dialog = admin.page.getByRole('dialog', { name: '批量导入外呼客户' });
  await dialog.getByRole('textbox').fill('张三,13800000001');
  await dialog.getByTestId('import-read').click();
  await dialog.getByRole('alert').waitFor();
  expect(await wrong(admin, 'an import without columns')).toEqual([]);
  await dialog.getByRole('textbox').fill('姓名,电话\n张三,不是号码');
  await dialog.getByTestId('import-read').click();
  await dialog.getByRole('combobox', { name: '外呼任务' }).waitFor();
  expect(await wrong(admin, 'an import with a choice for all rows')).toEqual([]);
});
