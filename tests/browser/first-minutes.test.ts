/** The first minutes of an agent: who am I, does my sound work, a queue that answers by itself, and the way out. */
import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { DemoLogins } from '@zuoxi/contracts';
import { Phone, type PhoneCall } from '@zuoxi/robot';
import { z } from 'zod';
import { Administration } from '../support/administration';
import { AgentPage, type Login } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { hears, hearsKind } from '../support/floor';
import { givenInstance, type TestInstance } from '../support/instance';
import { holds } from '../support/sound';

jest.setTimeout(180_000);

const agentHz = 700;
const customerHz = 440;
const mobile = '13900001010';

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let demo: DemoLogins;
let login: Login;
let desk: AgentPage;
let phone: Phone | undefined;

beforeAll(async () => {
  [instance, browser] = await Promise.all([givenInstance(), givenChromium(agentHz)]);
  demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  login = { tenant: demo.tenant, ...demo.agents[0]! };
  await browser.context.grantPermissions(['microphone'], { origin: instance.origin });
  desk = await AgentPage.open(browser.context, instance.origin, { firstTime: true });
});
afterEach(async () => {
  await phone?.close();
  phone = undefined;
});
afterAll(async () => {
  await browser?.stop();
  await instance?.stop();
});

async function customer(): Promise<PhoneCall> {
  const { host, sip, carrierHost } = instance.instance;
  phone = await Phone.open({ host: carrierHost, user: '13800138000', server: { host, port: sip } });
  return phone.call(`sip:${demo.number}@${host}:${sip}`, { says: [{ kind: 'tone', hz: customerHz }] });
}
const adminOf = ({ others, tenant }: DemoLogins) => {
  const found = others?.find((a) => a.tenant === tenant && a.role === 'admin') ?? others?.find((a) => a.number === '9001');
  if (!found) throw new Error('the demo has no admin');
  return found;
};
/** What an admin reads in the outbox: the newest code sent to that number. */
async function codeTo(to: string): Promise<string> {
  const { number, password } = adminOf(demo);
  const api = `${instance.origin}/api/accounts`;
  const entered = await fetch(`${api}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant: demo.tenant, number, password }),
  });
  const { jwt } = z.object({ jwt: z.string() }).parse(await entered.json());
  const outbox = await fetch(`${api}/outbox`, { headers: { authorization: `Bearer ${jwt}` } });
  const { data } = z.object({ data: z.array(z.object({ to: z.string(), text: z.string() })) }).parse(await outbox.json());
  return /\d{6}/.exec(data.find((message) => message.to === to)?.text ?? '')?.[0] ?? '';
}
const verdict = (step: string, is: string) => desk.page.locator(`[data-testid=check-${step}][data-verdict=${is}]`).waitFor();

test('ENV-03 D16 the login page recommends browsers; one that is too old gets a page that says so, and the policy of the site lets it', async () => {
  for (const name of ['Chrome', 'Edge', 'Firefox']) await desk.by('browsers').getByRole('link', { name }).waitFor();
  const old = await browser.context.newPage();
  const refused: string[] = [];
  old.on('console', (line) => line.type() === 'error' && refused.push(line.text()));
  await old.addInitScript(() => {
    Object.defineProperty(navigator, 'userAgent', {
      get: () => 'Mozilla/5.0 AppleWebKit/537.36 Chrome/70.0.3538.77 Safari/537.36',
    });
  });
  await old.goto(instance.origin);
  await old.getByText('您正在使用 Chrome 70。').waitFor();
  expect(await old.getByTestId('login').count()).toBe(0);
  await old.getByRole('button', { name: '仍要继续' }).click();
  await old.getByTestId('login').waitFor();
  await old.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
  await old.reload();
  await old.getByText('RTCPeerConnection').waitFor();
  expect(await old.getByRole('button').count()).toBe(0);
  expect(refused).toEqual([]);
  await old.close();
});

test('LOG-28 LOG-29 WB-02 WB-12 the header says who, which enterprise and group, and what day it is; the menu the rest', async () => {
  await desk.ready(login);
  await desk.shows('tenant', '演示企业');
  await desk.shows('team', '售后');
  await desk.shows('who', '1001(王芳)');
  const day = await desk.page.evaluate(() => `${new Date().getMonth() + 1}月${new Date().getDate()}日`);
  expect(await desk.by('today-date').textContent()).toMatch(new RegExp(`^${day} ?星期[一二三四五六日]$`));
  await desk.by('avatar-menu').click();
  const facts = await desk.by('who-am-i').textContent();
  for (const fact of ['1001 王芳', '售后、售前', '空闲', '1001（浏览器）']) expect(facts).toContain(fact);
  expect(facts).toMatch(/已上线\d\d:\d\d/);
  await desk.page.keyboard.press('Escape');
});

test('LOG-32 the first sign-in checks the sound in three steps: the agent speaks, hears a tone, and hears itself in a test call', async () => {
  await verdict('microphone', 'good');
  await desk.by('check-play').click();
  await desk.by('check-speaker-heard').click();
  await verdict('speaker', 'good');
  await desk.by('check-dial').click();
  await desk.hears(agentHz);
  await desk.by('check-call-heard').click();
  await verdict('call', 'good');
  await desk.shows('state', '空闲');
  await desk.by('check-close').click();
  await desk.by('sound-check').waitFor({ state: 'detached' });
});

test('the sound check is not shown again by itself, and is found in the menu; it can be left at any time', async () => {
  await desk.page.reload();
  await desk.shows('state', '空闲');
  expect(await desk.by('sound-check').count()).toBe(0);
  await desk.by('avatar-menu').click();
  await desk.by('open-check').click();
  await desk.by('sound-check').waitFor();
  await desk.by('check-close').click();
  await desk.by('sound-check').waitFor({ state: 'detached' });
});

test('WB-15 the basic menu of an agent: personal info, call records, voicemail, messages, announcements, and each opens its page', async () => {
  const { page } = desk;
  const basic = page.getByRole('navigation', { name: '主菜单' }).getByRole('region', { name: '基本管理' });
  for (const [name, holds] of [
    ['个人信息', page.getByTestId('me')],
    ['通话记录', page.getByTestId('page-size')],
    ['语音留言', page.getByText('没有留言')],
    ['内部消息', page.getByRole('button', { name: '写消息' })],
    ['公告', page.getByTestId('page-size')],
  ] as const) {
    await basic.getByRole('link', { name, exact: true }).click();
    await page.getByRole('tab', { name, selected: true }).waitFor();
    await page.getByRole('tabpanel', { name }).filter({ has: holds }).waitFor();
  }
});

test('LOG-32 before going online a test call is possible by the check; the dial box reaches the same echo once online', async () => {
  await desk.by('state-menu').click();
  await desk.by('state-signOut').click();
  await desk.shows('state', '离线');
  await desk.by('avatar-menu').click();
  await desk.by('open-check').click();
  await desk.by('check-dial').click();
  await desk.hears(agentHz);
  await desk.by('check-close').click();
  await desk.shows('state', '离线');
  await desk.by('go-online').click();
  await desk.shows('state', '空闲');
  await desk.page.keyboard.press('Control+K');
  await desk.page.keyboard.type('*43');
  await desk.page.keyboard.press('Enter');
  await desk.hears(agentHz);
  await desk.by('bar-hangup').click();
  await desk.shows('state', '空闲');
});

test('INB-05 a queue that the admin lets answer by itself: no answer bar, both hear each other at once', async () => {
  const administration = await Administration.open(instance.origin, demo.admin!);
  await administration.change('api::queue.queue', '售后', { autoAnswer: true });
  // every state the page shows from now on is kept
  await desk.page.evaluate(() => {
    const state = document.querySelector('[data-testid=state]');
    const seen: string[] = [];
    if (state)
      new MutationObserver(() => seen.push(state.textContent ?? '')).observe(state, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    Object.assign(window, { statesSeen: seen });
  });
  const call = await customer();
  await desk.shows('state', '通话中');
  expect(await desk.page.evaluate('window.statesSeen.filter((state) => state.includes("来电振铃"))')).toEqual([]);
  expect(await desk.by('answer').count()).toBe(0);
  await desk.hears(customerHz);
  await hears(call, agentHz);
  call.hangup();
  await desk.shows('state', '话后整理');
  await desk.page.getByRole('button', { name: '开始接听' }).click();
});

test('WB-09 STA-21 STA-22 the top bar has seven parts; a mobile bound here answers while the page only watches', async () => {
  const bar = desk.page.getByRole('banner');
  await bar.getByLabel('拨打的号码').waitFor();
  await bar.getByTestId('state-menu').waitFor();
  const answering = bar.getByRole('button', { name: '手机接听' });
  for (const name of ['手机接听', '手机外呼']) expect(await bar.getByRole('button', { name }).isDisabled()).toBe(true);
  await desk.by('avatar-menu').click();
  for (const name of ['工作台', '通话记录']) await desk.page.getByRole('menuitem', { name }).waitFor();
  expect(await desk.by('open-admin').count()).toBe(0);
  await desk.by('open-me').click();

  await desk.page.getByRole('button', { name: '绑定手机' }).click();
  await desk.page.locator('input[name=mobile]').fill(mobile);
  await desk.by('get-code').click();
  await desk.page.getByText(/再次获取验证码/).waitFor();
  await desk.page.locator('input[name=code]').fill(await codeTo(mobile));
  await desk.page.locator('input[name=own-password]').fill(login.password);
  await desk.page.keyboard.press('Enter');
  await answering.and(desk.page.locator(':enabled')).click();
  await bar.getByRole('button', { name: '手机接听', pressed: true }).waitFor();

  const call = await customer(); // the demo carrier answers the mobile and echoes
  await desk.shows('state', '通话中', 20_000);
  await hears(call, customerHz, 30_000);
  expect(await desk.by('microphone-page').count()).toBe(0);
  await desk.by('bar-hangup').click();
  await desk.page.getByRole('button', { name: '开始接听' }).click();
  await answering.click();
  await bar.getByRole('button', { name: '手机接听', pressed: false }).waitFor();
});

test('WB-09 the admin console is there for who may configure, and opens at the first settings page', async () => {
  const own = await givenChromium(agentHz);
  try {
    const office = await AgentPage.open(own.context, instance.origin);
    await office.login(adminOf(demo));
    await office.by('avatar-menu').click();
    await office.by('open-admin').click();
    await office.page.waitForURL(/\/(settings|t)\//);
  } finally {
    await own.stop();
  }
});

test('REC-11 nobody is signed in: the caller leaves a message; the agent finds it in the menu, hears it, and downloads it by its name', async () => {
  await desk.shows('state', '空闲');
  const administration = await Administration.open(instance.origin, demo.admin!);
  await administration.change('api::queue.queue', '售后', { voicemailWhenNobody: true });
  await desk.by('state-menu').click();
  await desk.by('state-signOut').click();
  await desk.shows('state', '离线');
  const call = await customer();
  await hearsKind(call, 'speech');
  expect(await call.hears.next((h) => h.kind === 'silence' && h.ms > 3000, 30_000)).not.toBeNull();
  call.hangup();
  await call.ended;

  const { page } = desk;
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '语音留言' }).click();
  const row = page.getByRole('row').filter({ hasText: '138****8000' });
  const arrived = async (): Promise<boolean> => {
    await page.getByRole('tabpanel').getByRole('button', { name: '刷新' }).click();
    return (await row.count()) > 0;
  };
  await holds(arrived, () => 'no message in the list');
  const cells = await row.getByRole('cell').allTextContents();
  expect(cells).toEqual(expect.arrayContaining(['138****8000', '售后', expect.stringMatching(/^00:0[3-9]$/)]));
  const [file = ''] = cells.filter((cell) => cell.endsWith('.mp3'));

  await row.getByRole('button', { name: '收听' }).click();
  const player = desk.by('voicemail-message').getByTestId('player');
  await player.and(page.locator('[data-state=ready]')).waitFor();
  await player.getByTestId('play').click();
  await player.and(page.locator('[data-state=playing]')).waitFor();
  const [saved] = await Promise.all([page.waitForEvent('download'), row.getByRole('button', { name: '下载' }).click()]);
  expect(saved.suggestedFilename()).toBe(file);
  expect(file).toMatch(/\.0\.mp3$/);
  await desk.by('go-online').click();
});

test('LOG-30 LOG-31 logging out, top right, is another thing than going offline: the page asks for a login, the phone is gone', async () => {
  await desk.shows('state', '空闲');
  await desk.by('avatar-menu').click();
  await desk.by('log-out').click();
  await desk.by('login').waitFor();
  await desk.page.reload();
  await desk.by('login').waitFor();
});
