/** The agent's calls beside the pages, in hand and over, and the bars made small. A whole instance, a real browser, real calls. */
import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { DemoLogins } from '@zuoxi/contracts';
import { Phone } from '@zuoxi/robot';
import { AgentPage } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { givenInstance, type TestInstance } from '../support/instance';

jest.setTimeout(120_000);

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let desk: AgentPage;
let phone: Phone;

beforeAll(async () => {
  [instance, browser] = await Promise.all([givenInstance(), givenChromium(700)]);
  const demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  await browser.context.grantPermissions(['microphone'], { origin: instance.origin });
  const { host, sip, carrierHost } = instance.instance;
  phone = await Phone.open({ host: carrierHost, user: '13800138000', server: { host, port: sip } });
  desk = await AgentPage.open(browser.context, instance.origin);
  await desk.ready({ tenant: demo.tenant, ...demo.agents[0]! });
});
afterAll(async () => {
  await phone?.close();
  await browser?.stop();
  await instance?.stop();
});

const customer = () => phone.call(`sip:4008000001@${instance.instance.host}:${instance.instance.sip}`);
const tab = (name: string) => desk.page.getByRole('tab', { name, exact: true });
const zone = () => desk.page.getByRole('complementary', { name: '会话' });
const place = async (testId: string) => (await desk.by(testId).first().boundingBox())!;
const bar = () => desk.page.getByRole('banner', { name: '通话条' });
const barHeight = async (): Promise<number> => (await bar().boundingBox())!.height;

test('WB-05 while there is no call, the button of its tab is off and says why', async () => {
  const button = desk.by('current-call');
  expect([await button.isDisabled(), await button.getAttribute('aria-description')]).toEqual([true, '当前没有通话。']);
});

test('WB-08 WB-10 a call stands under 外部 · 服务中 with state and time, then under 已结束; a click opens it, and nothing beside it moves', async () => {
  await desk.by('sessions-expand').click();
  await zone().getByRole('tab', { name: '外部' }).waitFor();
  const before = await place('panel-basic');
  const call = await customer();
  const running = desk.by('session-running');
  await running.filter({ hasText: '振铃' }).waitFor();
  await desk.by('answer').click();
  await running.filter({ hasText: '通话中' }).filter({ hasText: '138****8000' }).waitFor();
  await running.getByText(/^00:0[1-9]$/).waitFor();
  await tab('工作台').click();
  expect(await place('panel-basic')).toEqual(before);

  await zone().getByRole('tab', { name: '内部' }).click();
  expect(await running.count()).toBe(0);
  await zone().getByRole('tab', { name: '外部' }).click();
  await running.click();
  await desk.page.getByRole('tab', { name: '138****8000', selected: true }).waitFor();

  call.hangup();
  await running.filter({ hasText: '话后整理' }).waitFor();
  expect(await desk.by('session-ended').count()).toBe(0);
  await desk.page.getByRole('button', { name: '开始接听' }).click();
  await running.waitFor({ state: 'detached' });
  await desk.page.getByRole('button', { name: '关闭 138****8000' }).click();
  await desk.by('session-ended').click();
  await desk.page.getByRole('tab', { name: '138****8000', selected: true }).waitFor();
});

test('WB-05 the call bar without words: lower, its buttons still have their names, the call’s tab is one click away; it stays so after a reload', async () => {
  const call = await customer();
  await desk.by('answer').click();
  await desk.shows('state', '通话中');
  const height = await barHeight();
  await desk.by('collapse-bar').click();
  for (const name of ['保持', '静音', '挂断']) {
    const button = bar().getByRole('button', { name, exact: true });
    await button.waitFor();
    expect(await button.innerText()).toBe('');
  }
  expect(await barHeight()).toBeLessThan(height);
  await tab('工作台').click();
  await desk.by('current-call').click();
  await desk.page.getByRole('tab', { name: '138****8000', selected: true }).waitFor();

  await desk.page.reload();
  await desk.shows('state', '通话中');
  expect(await barHeight()).toBeLessThan(height);
  await desk.by('sessions').waitFor(); // what was opened is open
  await desk.by('bar-hangup').click();
  await call.ended;
  await desk.by('collapse-bar').click();
  await bar().getByText('挂断').waitFor();
  await desk.by('sessions-collapse').click();
  await desk.by('sessions-expand').waitFor();
});
