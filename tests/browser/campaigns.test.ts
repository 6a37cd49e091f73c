/** Campaigns as an agent works through them: by hand, by preview, and dialled one by one; what an admin sets takes effect. A whole instance, a real browser, a carrier that answers. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Locator } from 'playwright-core';
import { DemoLogins } from '@zuoxi/contracts';
import { AgentPage } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { givenInstance, type TestInstance } from '../support/instance';
import { payloads } from '../support/xss';

jest.setTimeout(120_000);
const [, script = ''] = payloads; // stays the text that it is

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let others: { context: BrowserContext; stop: () => Promise<void> };
let desk: AgentPage;
let admin: AgentPage;

beforeAll(async () => {
  [instance, browser, others] = await Promise.all([givenInstance(), givenChromium(700), givenChromium(500)]);
  const demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  const { password } = demo.agents.find(({ number }) => number === '1001')!;
  const lead = demo.others.find(({ tenant, number }) => tenant === demo.tenant && number === '9001')!;
  for (const { context } of [browser, others]) await context.grantPermissions(['microphone'], { origin: instance.origin });
  desk = await AgentPage.open(browser.context, instance.origin);
  await desk.ready({ tenant: demo.tenant, number: '1001', password });
  admin = await AgentPage.open(others.context, instance.origin);
  await admin.login({ tenant: demo.tenant, number: '9001', password: lead.password });
  await admin.by('bell').waitFor();
});
afterAll(async () => {
  await browser?.stop();
  await others?.stop();
  await instance?.stop();
});

const menu = (of: AgentPage, name: string): Locator =>
  of.page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name, exact: true });
const customer = (name: string): Locator => desk.by('customer').filter({ hasText: name });
const group = (name: string): Locator => desk.page.getByRole('tab', { name: new RegExp(`^${name}`) });
const button = (name: string): Locator => desk.by('campaigns').getByRole('button', { name, exact: true });
const counts = (status: string, n: number): Promise<void> => desk.shows(`count-${status}`, String(n));
const run = (step: string): Promise<void> => desk.page.locator(`[data-testid=run][data-step=${step}]`).waitFor();
const card = (name: string): Promise<void> => desk.by('card').getByRole('heading', { name, exact: true }).waitFor();
const hangUp = async (): Promise<void> => desk.by('bar-hangup').click();

async function writeDown(status: string, result: string, remark = ''): Promise<void> {
  const form = desk.by('contact');
  await form.getByRole('button', { name: status, exact: true }).click();
  await form.getByRole('button', { name: result, exact: true }).click();
  if (remark) await form.getByRole('textbox', { name: '备注' }).fill(remark);
  await form.getByRole('button', { name: '保存联系记录' }).click();
}

test('CMP-02 CMP-03 CMP-07 the list stands on the left by what became of each, the card on the right; the button beside the number calls', async () => {
  await desk.by('tasks').getByRole('button', { name: '老客户回访' }).click(); // home tells of it
  await Promise.all([counts('unprocessed', 3), counts('followUp', 1), counts('failed', 1), counts('success', 1)]);
  await customer('孙悦').click();
  await card('孙悦');
  await desk.shows('customer-number', '138****0001');
  await desk.shows('script', '我是演示企业的客服');
  await desk.by('dial-customer').click();
  await desk.shows('state', '通话中');
});

test('CMP-16 CMP-17 CMP-18 ACW-13 after the call it is written down what came of it: the customer moves, the history grows, the wrap-up is over', async () => {
  await hangUp();
  await desk.shows('state', '话后整理');
  await desk.by('save-contact').click();
  await desk.by('contact').getByRole('alert').filter({ hasText: '请选择处理状态。' }).waitFor();
  const form = desk.by('contact');
  await form.getByRole('button', { name: '失败', exact: true }).click();
  for (const name of ['拒绝', '空号']) await form.getByRole('button', { name, exact: true }).waitFor();
  expect(await form.getByRole('button', { name: '有意向', exact: true }).count()).toBe(0); // a reason of another status
  await desk.by('row-form').getByRole('textbox', { name: '地址' }).fill('上海市静安区');
  await writeDown('成功', '有意向', `周三寄资料 ${script}`);
  await desk.shows('state', '空闲');
  await Promise.all([counts('unprocessed', 2), counts('success', 2)]);
  const line = desk.by('history').getByRole('listitem').filter({ hasText: '周三寄资料' });
  for (const said of ['成功', '有意向', '1001 王芳', script]) await line.getByText(said).waitFor();
  await line.getByRole('button', { name: '通话记录' }).click();
  await desk.page.getByRole('tab', { name: /138\*{4}0001/, selected: true }).waitFor();
  await menu(desk, '外呼').click();
  await group('成功').click();
  await customer('孙悦').click();
  // one save for the whole card
  expect(await desk.by('row-form').getByRole('textbox', { name: '地址' }).inputValue()).toBe('上海市静安区');
});

test('CMP-08 in preview a double click opens the card and dials at once', async () => {
  await group('未处理').click();
  await button('预览').click();
  await customer('钱进').dblclick();
  await card('钱进');
  await desk.shows('state', '呼叫中');
  await hangUp();
  await desk.shows('state', '空闲');
  await writeDown('继续跟踪', '无人接听');
  await Promise.all([counts('unprocessed', 1), counts('followUp', 2)]);
});

test('CMP-05 CMP-06 the agent gets customers up to the campaign’s number, and adds one; whose number has stars at once', async () => {
  await button('获取客户').click();
  await counts('unprocessed', 5);
  await button('获取客户').click();
  await desk.page.getByText('手上还有 5 个未处理的客户').waitFor();
  await button('新增客户').click();
  const dialog = desk.page.getByRole('dialog', { name: '新增客户' });
  await dialog.getByRole('textbox', { name: '姓名' }).fill('新来的');
  await dialog.getByRole('textbox', { name: '电话' }).fill('13833330001');
  await dialog.getByRole('button', { name: '保存' }).click();
  await counts('unprocessed', 6);
  await card('新来的');
  await desk.shows('customer-number', '138****0001');
});

test('CMP-10 CMP-12 an admin leaves one dial mode and a shorter countdown: the open page of the agent follows', async () => {
  await menu(admin, '外呼任务').click();
  await admin.by('row').filter({ hasText: '老客户回访' }).click();
  const form = admin.by('row-form');
  await form.getByRole('textbox', { name: '倒计时秒数' }).fill('6');
  await form.getByRole('combobox', { name: '拨号方式' }).click();
  for (const name of ['手动拨号', '预览拨号']) await admin.page.getByRole('option', { name }).click();
  await admin.page.keyboard.press('Escape');
  await admin.by('save').click();
  await desk.by('run').waitFor({ timeout: 10_000 });
  expect(await button('预览').count()).toBe(0);
});

test('CMP-09 CMP-11 CMP-12 CMP-13 one after the other is dialled: the card opens, the countdown is lengthened or cut short, a reload changes nothing', async () => {
  await button('开始自动拨号').click();
  await card('卫东');
  await run('calling');
  await desk.shows('state', '通话中');
  await hangUp();
  await run('countdown');
  await button('延时 30 秒').click();
  await desk.by('run').getByRole('timer', { name: /3\d/ }).waitFor();
  expect(await button('下一个').isDisabled()).toBe(true); // CMP-16
  await writeDown('失败', '拒绝');
  await button('下一个').click();
  await card('蒋丽');
  await desk.shows('state', '通话中');
  await desk.page.reload();
  await card('蒋丽');
  await desk.shows('run-已拨', '2');
  await run('calling');
  await desk.by('bar-hangup').and(desk.page.locator(':enabled')).click();
  await run('countdown');
  await writeDown('继续跟踪', '考虑中');
  await card('沈洁'); // by itself (CMP-13)
  await desk.shows('run-已拨', '3');
  await button('停止').click();
  await run('off');
});

test('CMP-22 an admin pastes a calling list and chooses its campaign: a wrong number is said, corrected in place, and the agent gets all of them', async () => {
  const panel = admin.page.locator('[role=tabpanel]:not([hidden])');
  await menu(admin, '外呼任务').click();
  await panel.getByTestId('create').click();
  await panel.getByRole('textbox', { name: '名称' }).fill('新品推荐');
  await panel.getByRole('textbox', { name: '获取客户数' }).fill('5');
  await panel.getByTestId('save').click();
  await admin.page.getByRole('tab', { name: '新品推荐', selected: true }).waitFor();

  await menu(admin, '外呼客户').click();
  await panel.getByTestId('import').click();
  const dialog = admin.page.getByRole('dialog', { name: '批量导入外呼客户' });
  await dialog
    .getByRole('textbox')
    .fill('姓名\t电话*\t下次联系\n鲁一\t138-4444-0001\t2026/11/22 9:30\n鲁二\t1384444000O\t\n鲁三\t138 4444 0003\t');
  await dialog.getByTestId('import-read').click();
  await dialog.getByTestId('import-row').filter({ hasText: '电话：不符合要求的格式' }).waitFor();
  const send = dialog.getByTestId('import-send');
  expect(await send.isDisabled()).toBe(true);
  await dialog.getByRole('combobox', { name: '外呼任务' }).fill('新品');
  await admin.page.getByRole('option', { name: '新品推荐' }).click();
  await send.and(dialog.getByText('导入 2 个外呼客户')).click();
  await dialog.getByText('已创建 2 个外呼客户。').waitFor();
  await dialog.getByLabel('电话 1').fill('13844440002');
  await send.and(dialog.getByText('导入 1 个外呼客户')).click();
  await dialog.getByText('已创建 1 个外呼客户。').waitFor();
  await dialog.getByRole('button', { name: '关闭' }).click();

  await desk.by('campaigns').getByRole('combobox', { name: '外呼任务' }).click();
  await desk.page.getByRole('option', { name: '新品推荐' }).click();
  await button('获取客户').click();
  await counts('unprocessed', 3);
  for (const name of ['鲁一', '鲁二', '鲁三']) await customer(name).waitFor();
});
