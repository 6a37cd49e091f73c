/** MSG-02, MSG-03: an agent and a team leader write to each other, and the bell says so. A whole instance, a real browser. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Locator } from 'playwright-core';
import { DemoLogins, LoginReply } from '@zuoxi/contracts';
import { Phone } from '@zuoxi/robot';
import { AgentPage, type Login } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { givenInstance, type TestInstance } from '../support/instance';
import { payloads } from '../support/xss';

jest.setTimeout(120_000);

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let others: { context: BrowserContext; stop: () => Promise<void> };
let logins: { agent: Login; leader: Login; admin: Login };
let agent: AgentPage;
let leader: AgentPage;

async function asAdmin(path: string, body: object): Promise<void> {
  const post = (to: string, what: object, jwt?: string) =>
    fetch(`${instance.origin}/api${to}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(jwt && { authorization: `Bearer ${jwt}` }) },
      body: JSON.stringify(what),
    });
  const { jwt } = LoginReply.parse(await (await post('/accounts/login', logins.admin)).json());
  const answer = await post(path, body, jwt);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

beforeAll(async () => {
  [instance, browser, others] = await Promise.all([givenInstance(), givenChromium(700), givenChromium(500)]);
  const demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  const other = (number: string): Login => {
    const { tenant, password } = demo.others.find((one) => one.tenant === demo.tenant && one.number === number)!;
    return { tenant, number, password };
  };
  const { number, password } = demo.agents.find((one) => one.number === '1001')!;
  logins = { agent: { tenant: demo.tenant, number, password }, leader: other('9002'), admin: other('9001') };
  const enter = async ({ context }: { context: BrowserContext }, login: Login): Promise<AgentPage> => {
    await context.grantPermissions(['microphone'], { origin: instance.origin });
    const page = await AgentPage.open(context, instance.origin);
    await page.login(login);
    await page.by('bell').waitFor();
    return page;
  };
  [agent, leader] = await Promise.all([enter(browser, logins.agent), enter(others, logins.leader)]);
});
afterAll(async () => {
  await browser?.stop();
  await others?.stop();
  await instance?.stop();
});

const entry = (of: AgentPage, name: string): Locator =>
  of.page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name, exact: true });
const line = (of: AgentPage, text: string): Locator => of.by('message').filter({ hasText: text });
const weight = (text: Locator): Promise<string> => text.evaluate((one) => getComputedStyle(one).fontWeight);
const bell = (of: AgentPage): Locator => of.page.getByRole('dialog', { name: '提醒' });
const part = (of: AgentPage, name: string): Locator => bell(of).getByRole('region', { name, exact: true });
const boxOf = (of: AgentPage) => of.by('bell').boundingBox();

async function write(of: AgentPage, to: readonly string[], subject: string, body: string): Promise<void> {
  await of.page.getByRole('button', { name: '写消息', exact: true }).click();
  const form = of.page.getByRole('form', { name: '写消息' });
  for (const one of to) {
    await form.getByRole('combobox', { name: '收件人' }).fill(one);
    await of.page.getByRole('option', { name: one }).click();
  }
  await form.getByRole('textbox', { name: '标题' }).fill(subject);
  await form.getByRole('textbox', { name: '内容' }).fill(body);
  await form.getByRole('button', { name: '发送' }).click();
  await form.waitFor({ state: 'detached' });
}

test('MSG-02 the bell is there before anything has come: four kinds, each with its sentence; the keyboard opens and closes it', async () => {
  expect(await agent.by('bell-count').count()).toBe(0);
  await agent.by('bell').focus();
  await agent.page.keyboard.press('Enter');
  await part(agent, '公告').getByText('没有公告。').waitFor();
  await part(agent, '消息').getByText('没有消息。').waitFor();
  await part(agent, '工作任务').getByText('还没有工作任务。').waitFor();
  await part(agent, '日程安排').getByText('还没有日程。').waitFor();
  await agent.page.keyboard.press('Escape');
  await bell(agent).waitFor({ state: 'detached' });
  expect(await agent.by('bell').evaluate((one) => one === document.activeElement)).toBe(true);
});

test('MSG-03 both have the pages of messages and announcements in their menu', async () => {
  for (const desk of [agent, leader]) {
    for (const name of ['公告', '内部消息']) {
      await entry(desk, name).click();
      await desk.page.getByRole('tab', { name, exact: true, selected: true }).waitFor();
    }
    await desk.page.getByText('没有消息。').waitFor();
  }
});

test('MSG-02 MSG-03 a leader writes to a group by name: the agent’s bell counts it without a reload and without moving, and leads to it', async () => {
  const place = await boxOf(agent);
  await write(leader, ['售后'], '明天早会', '改到九点。\n请准时。');
  await leader.page.getByRole('button', { name: '已发送' }).click();
  await line(leader, '明天早会').getByText('售后').waitFor();
  await agent.shows('bell-count', '1');
  expect(await boxOf(agent)).toEqual(place);
  await line(agent, '明天早会').waitFor(); // the open page shows it as well
  expect(await weight(line(agent, '明天早会').getByText('明天早会'))).toBe('700');
  await line(agent, '明天早会').getByLabel('未读').waitFor();
  await agent.page.getByRole('tab', { name: '工作台', exact: true }).click();
  await agent.by('bell').click();
  await part(agent, '消息')
    .getByRole('button', { name: /明天早会.*9002/ })
    .click();
  await agent.page.getByRole('tab', { name: '内部消息', selected: true }).waitFor();
  await agent.shows('message-body', '改到九点。');
  await agent.by('bell-count').waitFor({ state: 'detached' });
  await line(agent, '明天早会').getByLabel('未读').waitFor({ state: 'detached' });
  expect(await weight(line(agent, '明天早会').getByText('明天早会'))).toBe('400');
});

test('MSG-03 the agent replies; the leader reads the answer, with the first words below it', async () => {
  await agent.by('reading').getByRole('button', { name: '回复' }).click();
  const body = agent.page.getByRole('form', { name: '写消息' }).getByRole('textbox', { name: '内容' });
  await body.press('Control+Home');
  await agent.page.keyboard.type('收到，准时到。');
  await agent.by('writing').getByRole('button', { name: '发送' }).click();
  await leader.shows('bell-count', '1');
  await leader.page.getByRole('button', { name: /收件箱/ }).click();
  await line(leader, '回复：明天早会').click();
  await leader.shows('message-body', '收到，准时到。');
  await leader.shows('message-body', '> 改到九点。');
  await leader.by('bell-count').waitFor({ state: 'detached' });
});

test('MSG-02 the bell shows the latest five of seven; announcements count until they were looked at, and open whole', async () => {
  for (const n of [1, 2, 3, 4, 5, 6, 7]) await write(leader, ['1001'], `通知${n}`, '请看。');
  await asAdmin('/workbench/data/announcement', { values: { title: '值班安排', body: '国庆值班表见附件。' } });
  await agent.shows('bell-count', '8');
  await agent.by('bell').click();
  const subjects = part(agent, '消息').getByRole('button', { name: /通知/ });
  await subjects.first().waitFor();
  expect((await subjects.allTextContents()).map((text) => /通知\d/.exec(text)?.[0])).toEqual(
    [7, 6, 5, 4, 3].map((n) => `通知${n}`),
  );
  await part(agent, '公告')
    .getByRole('button', { name: /值班安排/ })
    .click();
  await agent.page
    .getByRole('dialog', { name: /值班安排/ })
    .getByText('国庆值班表见附件。')
    .waitFor();
  await agent.page.keyboard.press('Escape');
  await agent.page.getByRole('dialog', { name: /值班安排/ }).waitFor({ state: 'detached' });
  await agent.page.keyboard.press('Escape');
  await bell(agent).waitFor({ state: 'detached' });
  await agent.shows('bell-count', '7'); // the messages are still to be read
});

test('MSG-03 what is not finished stays while another message is read; deleting is asked once, and is for oneself alone', async () => {
  await agent.page.getByRole('button', { name: '写消息', exact: true }).click();
  await agent.page.getByRole('textbox', { name: '标题' }).fill('还没写完');
  await line(agent, '通知7').click();
  await agent.shows('message-body', '请看。');
  expect(await agent.by('reading').getByRole('button', { name: '回复' }).isDisabled()).toBe(true);
  await agent.by('reading').getByRole('button', { name: '删除' }).click();
  await agent.by('delete-confirm').click();
  await line(agent, '通知7').waitFor({ state: 'detached' });
  await agent.page.getByRole('button', { name: '继续写' }).click();
  expect(await agent.page.getByRole('textbox', { name: '标题' }).inputValue()).toBe('还没写完');
  await agent.page.getByRole('button', { name: '放弃' }).click();
  await leader.page.getByRole('button', { name: '已发送' }).click();
  await line(leader, '通知7').waitFor();
});

test('a call that comes while one writes is answered as ever, and what was typed stays', async () => {
  await agent.shows('state', '空闲');
  await agent.page.getByRole('button', { name: '写消息', exact: true }).click();
  await agent.page.getByRole('textbox', { name: '内容' }).fill('写到一半');
  const { host, sip, carrierHost } = instance.instance;
  const phone = await Phone.open({ host: carrierHost, user: '13800138000', server: { host, port: sip } });
  try {
    const call = await phone.call(`sip:4008000003@${host}:${sip}`);
    await agent.by('answer').click();
    await agent.shows('state', '通话中');
    await agent.page.getByRole('tab', { name: /内部消息/ }).click();
    expect(await agent.page.getByRole('textbox', { name: '内容' }).inputValue()).toBe('写到一半');
    call.hangup();
    await agent.shows('state', '话后整理');
  } finally {
    await phone.close();
  }
  await agent.page.getByRole('button', { name: '放弃' }).click();
});

test('MSG-03 a script in subject and text is shown as the text that it is', async () => {
  const stung: string[] = [];
  await agent.page.exposeFunction('stung', () => stung.push('ran'));
  const [script, image] = payloads;
  await write(leader, ['1001'], script!, image!);
  await line(agent, script!).click();
  await agent.shows('message-body', image!);
  await agent.by('bell').click();
  await part(agent, '消息').getByText(script!).waitFor();
  expect(stung).toEqual([]);
});
