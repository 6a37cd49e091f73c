/** Screens out of the schema, as an admin shapes them for a role and an agent of that role works with them in an open session. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Locator } from 'playwright-core';
import { DemoLogins } from '@zuoxi/contracts';
import { AgentPage, type Login } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { givenInstance, type TestInstance } from '../support/instance';

jest.setTimeout(240_000);

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let agent: AgentPage;
let admin: AgentPage;

/** The page in sight: the others stay alive behind it. */
const panel = (of: AgentPage): Locator => of.page.locator('[role=tabpanel]:not([hidden])');
const rows = (of: AgentPage): Locator => panel(of).getByTestId('row');
const form = (of: AgentPage): Locator => panel(of).getByTestId('row-form');
const visit = (name: string) => ({ hasText: name });
const open = async (of: AgentPage, name: string): Promise<void> => {
  await of.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await panel(of).waitFor();
};
const choose = async (of: AgentPage, input: Locator, option: string): Promise<void> => {
  await input.click();
  await of.page.getByRole('option', { name: option, exact: true }).click();
};

beforeAll(async () => {
  [instance, browser] = await Promise.all([givenInstance(), givenChromium(700)]);
  const demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  await browser.context.grantPermissions(['microphone'], { origin: instance.origin });
  const enter = async (login: Login | undefined): Promise<AgentPage> => {
    if (!login) throw new Error('the demo has an agent and an admin');
    const page = await AgentPage.open(browser.context, instance.origin);
    await page.login(login);
    await page.by('tenant').waitFor();
    return page;
  };
  const one = demo.agents.find(({ number }) => number === '1001');
  agent = await enter(one && { tenant: demo.tenant, ...one });
  admin = await enter(demo.others.find(({ tenant, role }) => tenant === demo.tenant && role === 'admin'));
});
afterAll(async () => {
  await browser?.stop();
  await instance?.stop();
});

test('WB-14 WB-16 a list is asked by a word, a choice and a related row; reset and saved filters bring back what was', async () => {
  await open(admin, '回访');
  await rows(admin).filter(visit('张伟')).waitFor();
  const bar = panel(admin).getByTestId('query-bar');
  await rows(admin).first().focus();
  await admin.page.keyboard.press('/');
  await admin.page.keyboard.type('张伟');
  await admin.page.keyboard.press('Enter');
  await rows(admin).filter(visit('刘洋')).waitFor({ state: 'detached' });
  expect(await rows(admin).count()).toBe(1);
  await bar.getByTestId('reset').click();
  await rows(admin).filter(visit('刘洋')).waitFor();

  await bar.getByTestId('more-filters').click();
  await choose(admin, bar.getByLabel('结果', { exact: true }), '已完成');
  await bar.getByLabel('归属人').fill('李强');
  await admin.page.getByRole('option', { name: '李强' }).click();
  await bar.getByTestId('search').click();
  await rows(admin).filter(visit('杨帆')).waitFor({ state: 'detached' });
  expect(await rows(admin).allTextContents()).toEqual([expect.stringContaining('刘洋')]);

  await bar.getByTestId('saved-filters').click();
  await admin.page.getByLabel('查询名称').fill('李强已完成');
  await admin.page.getByRole('button', { name: '保存查询' }).click();
  await admin.page.getByRole('menuitem', { name: '李强已完成' }).waitFor();
  await admin.page.keyboard.press('Escape');
  await bar.getByTestId('reset').click();
  await rows(admin).filter(visit('张伟')).waitFor();
  await bar.getByTestId('saved-filters').click();
  await admin.page.getByRole('menuitem', { name: '李强已完成' }).click();
  await rows(admin).filter(visit('张伟')).waitFor({ state: 'detached' });
  await bar.getByTestId('reset').click();
});

test('a row opens by the keyboard, says at the field what is missing, is saved by Ctrl+S, and is not closed unsaved without asking', async () => {
  await open(agent, '回访');
  await rows(agent).filter(visit('张伟')).focus();
  await agent.page.keyboard.press('Enter');
  const customer = form(agent).locator('[data-field=customer]');
  await customer.locator('input').fill('');
  await agent.page.keyboard.press('Control+s');
  await customer.getByText('必填').waitFor();
  await customer.locator('input').fill('张伟（改）');
  await agent.page.getByRole('button', { name: /关闭 .*张伟/ }).click();
  await agent.page.getByRole('button', { name: '继续编辑' }).click();
  await customer.locator('input').press('Control+s');
  await agent.page.getByRole('tab', { name: '张伟（改）' }).waitFor();
  await open(agent, '回访');
  await rows(agent).filter(visit('张伟（改）')).waitFor();
  // and the admin's open list heard of it
  await rows(admin).filter(visit('张伟（改）')).waitFor();
});

test('CRM-28 a form designed for a role changes in that role’s open sessions, what is being typed stays, other roles keep theirs', async () => {
  await rows(agent).filter(visit('张伟（改）')).click();
  await form(agent).locator('[data-field=address] input').fill('正在输入');
  await rows(admin).filter(visit('张伟（改）')).click();
  await form(admin).waitFor();
  await panel(admin).getByTestId('design-form').click();
  const design = admin.page.getByTestId('form-design');
  await design.getByRole('checkbox', { name: '地址 必填' }).check();
  await design.getByRole('button', { name: '从表单移出 备注' }).click();
  await design.getByLabel('分节标题 1').fill('客户');
  await design.getByRole('button', { name: '上移 地址' }).click();
  await admin.page.getByTestId('save-form-role').click();
  await admin.page.getByRole('menuitem', { name: '坐席', exact: true }).click();
  await design.waitFor({ state: 'hidden' });

  await form(agent).getByRole('heading', { name: '客户' }).waitFor();
  await form(agent).locator('[data-field=note]').waitFor({ state: 'detached' });
  const order = await form(agent)
    .locator('[data-field]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-field')));
  expect(order.slice(0, 3)).toEqual(['customer', 'address', 'phone']);
  expect(await form(agent).locator('[data-field=address] input').inputValue()).toBe('正在输入');
  expect(await form(agent).locator('[data-field=address]').textContent()).toContain('*');
  await form(admin).locator('[data-field=note]').waitFor();
  await agent.page.keyboard.press('Control+s');
});

test('CRM-22 CRM-23 colours that are switched on for everybody colour the rows of an open list', async () => {
  await open(agent, '回访');
  await open(admin, '回访');
  await panel(admin).getByTestId('colours').click();
  const sheet = admin.page.getByTestId('colours-sheet');
  await sheet.getByRole('checkbox', { name: '最近一周' }).check();
  await sheet.getByLabel('最近一周 到').fill('30');
  await sheet.getByTestId('save-colours-tenant').click();
  await sheet.waitFor({ state: 'hidden' });
  await panel(agent).locator('[data-testid=row][data-colour=green]').first().waitFor();
  // a visit that is still to come is no age
  expect(await rows(agent).filter(visit('张伟（改）')).getAttribute('data-colour')).toBeNull();
});

test('D25 OUT-10 a number with stars is called by a click where it stands; the page never has the number', async () => {
  const heard: string[] = [];
  agent.page.on(
    'response',
    (response) =>
      void response.text().then(
        (text) => heard.push(text),
        () => undefined,
      ),
  );
  const row = rows(agent).filter(visit('张伟（改）'));
  await row.getByRole('button', { name: '拨打 138****8001' }).click();
  await agent.shows('state', '通话中', 20_000);
  await agent.hears(700, 20_000); // the demo carrier answers and echoes
  await agent.by('bar-hangup').click();
  await agent.shows('state', '话后整理');
  expect(heard.filter((text) => text.includes('token'))).toHaveLength(1);
  expect(heard.join()).not.toContain('13800138001');
});

test('TEN-03 TEN-08 D25 the matrix of a role: a number is stars and not sent back; a field that is hidden leaves open lists and forms', async () => {
  const row = rows(agent).filter(visit('张伟（改）'));
  await row.filter({ hasText: '****' }).click();
  const phone = form(agent).locator('[data-field=phone]');
  await phone.getByText('****').waitFor();
  expect(await phone.locator('input').count()).toBe(0);

  await open(admin, '角色');
  await rows(admin).filter({ hasText: '坐席' }).filter({ hasText: 'agent' }).click();
  const matrix = panel(admin).getByTestId('permissions');
  await matrix.getByRole('button', { name: '单独设置' }).click();
  await matrix.getByRole('checkbox', { name: '回访 单独' }).check();
  await matrix.locator('[data-type=回访]').getByRole('button', { name: '字段（0）' }).click();
  await choose(admin, matrix.getByLabel('回访 地址'), '隐藏');
  await panel(admin).getByTestId('save').click();
  await panel(admin).getByRole('button', { name: '还原' }).waitFor({ state: 'hidden' });

  await form(agent).locator('[data-field=address]').waitFor({ state: 'detached' });
  await open(agent, '回访');
  await panel(agent).getByRole('columnheader', { name: '电话' }).waitFor();
  expect(await panel(agent).getByRole('columnheader', { name: '地址' }).count()).toBe(0);
  await open(admin, '回访');
  await rows(admin).filter(visit('正在输入')).filter({ hasText: '13800138001' }).waitFor();
});

test('WB-16 ticked rows get one value, and are deleted after asking once', async () => {
  for (const name of ['杨帆', '周敏']) await rows(admin).filter(visit(name)).getByRole('checkbox').check();
  await panel(admin).getByRole('button', { name: '批量修改' }).click();
  const dialog = admin.page.getByRole('dialog');
  await choose(admin, dialog.getByRole('combobox').first(), '结果');
  await choose(admin, dialog.getByRole('combobox', { name: '结果', exact: true }), '待回访');
  await dialog.getByRole('button', { name: '保存' }).click();
  await rows(admin).filter(visit('周敏')).filter({ hasText: '待回访' }).waitFor();
  await rows(admin).filter(visit('周敏')).getByRole('checkbox').check();
  await panel(admin).getByTestId('bulk-delete').click();
  await admin.page.getByTestId('delete-confirm').click();
  await rows(admin).filter(visit('周敏')).waitFor({ state: 'detached' });
  expect(await rows(admin).count()).toBe(4);
});

test('a custom field that is removed leaves open lists, and comes back with its values', async () => {
  await open(agent, '回访');
  await panel(agent).getByRole('columnheader', { name: '满意度' }).waitFor();
  await open(admin, '自定义字段');
  await choose(admin, panel(admin).getByLabel('业务对象'), '回访');
  await panel(admin).getByTestId('custom-field').filter({ hasText: '满意度' }).getByRole('button', { name: '删除' }).click();
  await admin.page.getByTestId('delete-confirm').click();
  await panel(agent).getByRole('columnheader', { name: '满意度' }).waitFor({ state: 'detached' });
  await panel(admin).getByTestId('removed-field').getByRole('button', { name: '恢复' }).click();
  await panel(agent).getByRole('columnheader', { name: '满意度' }).waitFor();
  await open(admin, '回访');
  await rows(admin).filter(visit('刘洋')).filter({ hasText: '满意' }).waitFor();
});

test('LOG-01 accounts come from a spreadsheet: each row says what is wrong with it, good ones are made, the others stay to be corrected', async () => {
  await open(admin, '账号');
  await panel(admin).getByTestId('import').click();
  const dialog = admin.page.getByRole('dialog', { name: '批量导入账号' });
  await dialog
    .getByRole('textbox')
    .fill(
      [
        '姓名\t工号\t角色\t班组\t密码\t部门',
        '钱多\t2001\t坐席\t售前、售后\tWolke-Kranich-9\t一部',
        '孙二\t2002\t坐席\t没有\tWolke-Kranich-9\t一部',
        '重号\t1001\t坐席\t售后\tWolke-Kranich-9\t一部',
      ].join('\n'),
    );
  await dialog.getByTestId('import-read').click();
  await dialog.getByText('没有导入的列：部门').waitFor();
  const line = (text: string) => dialog.getByTestId('import-row').filter({ hasText: text });
  await line('没有班组“没有”').waitFor();
  await dialog.getByRole('button', { name: '导入 2 个账号' }).click();
  await dialog.getByText('已创建 1 个账号。').waitFor();
  await line('工号：已经有了').waitFor();
  expect(await dialog.getByTestId('import-row').count()).toBe(2);

  await dialog.getByLabel('班组 1').fill('售前');
  await dialog.getByLabel('工号 2').fill('2003');
  await dialog.getByRole('button', { name: '导入 2 个账号' }).click();
  await dialog.getByText('已创建 2 个账号。').waitFor();
  await dialog.getByRole('button', { name: '关闭' }).click();
  for (const name of ['钱多', '孙二', '重号']) await rows(admin).filter(visit(name)).filter({ hasText: '售' }).waitFor();
});
