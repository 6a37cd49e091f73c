/** The first call, as a newcomer meets it: the whole instance, a real browser with a microphone, a customer on a real trunk, measured sound. */
import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { DemoLogins } from '@zuoxi/contracts';
import { Phone, type PhoneCall } from '@zuoxi/robot';
import { AgentPage, type Login } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { hears, hearsKind, hearsOn } from '../support/floor';
import { givenInstance, type TestInstance } from '../support/instance';

jest.setTimeout(180_000);

const agentHz = 700;
const customerHz = 440;

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let logins: Login[];
let desk: AgentPage;
const phones: Phone[] = [];

beforeAll(async () => {
  [instance, browser] = await Promise.all([givenInstance(), givenChromium(agentHz)]);
  const demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  logins = demo.agents.map((a) => ({ tenant: demo.tenant, ...a }));
  await browser.context.grantPermissions(['microphone'], { origin: instance.origin });
  desk = await AgentPage.open(browser.context, instance.origin);
});
afterEach(() => Promise.all(phones.splice(0).map((p) => p.close())));
afterAll(async () => {
  await browser?.stop();
  await instance?.stop();
});

async function customer(number = '4008000001', from = '13800138000'): Promise<PhoneCall> {
  const { host, sip, carrierHost } = instance.instance;
  const phone = await Phone.open({ host: carrierHost, user: from, server: { host, port: sip } });
  phones.push(phone);
  return phone.call(`sip:${number}@${host}:${sip}`, { says: [{ kind: 'tone', hz: customerHz }] });
}

test('LOG-06 LOG-13 D17 wrong credentials are told; right ones open the workbench, online and ready', async () => {
  await desk.login({ ...logins[0]!, password: 'wrong-Password1' });
  await desk.shows('login-error', '认证错误, 请重新登录!');
  await desk.ready(logins[0]!);
  await desk.shows('tenant', '演示企业');
  await desk
    .by('phone-latency')
    .filter({ hasText: /\d+ ms/ })
    .waitFor(); // STA-47
});

test('STA-24 STA-28 three layers, one dot each: work on top, call in the middle, registration below', async () => {
  const dots = desk.by('state-dots');
  expect(await dots.getAttribute('aria-label')).toMatch(/工作: 空闲.*业务: 无通话.*话机: 已注册/);
  const tops = await dots.locator('> *').evaluateAll((all) => all.map((dot) => dot.getBoundingClientRect().top));
  expect(tops).toHaveLength(3);
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
});

test('INB-01 INB-04 INB-06 INB-07 CTL-02 CTL-07 ACW-01 ACW-03 ACW-04: rings, is answered, both hear each other, hold, mute, wrap-up, and the record is there', async () => {
  const call = await customer();
  await desk.shows('incoming-number', '138****8000'); // INB-10, D25
  expect(await desk.by('countdown').count()).toBe(1);
  await desk.by('answer').click();
  await desk.hears(customerHz);
  await hears(call, agentHz);
  await desk.by('bar-hold').click();
  await hearsKind(call, 'music');
  await desk.hears(null);
  await desk.by('bar-hold').click();
  await desk.hears(customerHz);
  await hears(call, agentHz);
  await desk.by('bar-mute').click();
  await hearsKind(call, 'silence');
  await desk.hears(customerHz);
  await desk.by('bar-mute').click();
  await hears(call, agentHz);
  await desk.by('bar-hangup').click();
  expect((await call.ended).by).toBe('them');
  await desk.shows('state', '话后整理');
  await desk.page.getByRole('button', { name: '继续整理' }).click(); // ACW-03: counts up from now on
  await desk.by('wrap-up-time').waitFor();
  await desk.page.getByRole('button', { name: '开始接听' }).click(); // ACW-04
  await desk.shows('state', '空闲');
});

test('CDR-01 CDR-06 REC-01 REC-07 the record stands in the list, its recording plays', async () => {
  await desk.page.getByText('通话记录').first().click();
  await desk.page.getByText('138****8000').filter({ visible: true }).last().click();
  await desk.by('record-detail').waitFor();
  await desk.by('legs').waitFor(); // CDR-07
  await desk.by('play').first().click();
  await desk.page.waitForFunction(
    () => Array.from(document.querySelectorAll('[data-testid=play-time]')).some((e) => /0?0:0[1-9]/.test(e.textContent ?? '')),
    undefined,
    {
      timeout: 10_000,
    },
  );
});

test('OUT-01 the agent dials by keyboard and hears the carrier; the customer side hears the agent as an echo', async () => {
  await desk.page.keyboard.press('Control+K');
  await desk.page.keyboard.type('13900000000');
  await desk.page.keyboard.press('Enter');
  await desk.shows('state', '通话中', 20_000);
  await desk.hears(agentHz, 20_000); // the demo carrier's last digit 0 echoes after its welcome
  await desk.page.keyboard.press('Control+Shift+H'); // shortcuts work wherever the cursor is
  await desk.shows('state', '话后整理');
});

test('INB-03 while the page is not looked at, a notice of the desktop tells of the call; a click on it leads to the call', async () => {
  await desk.page.getByRole('button', { name: '开始接听' }).click();
  await desk.shows('state', '空闲');
  // headless Chromium shows no desktop: the page's notices are kept instead
  await desk.page.evaluate(() => {
    document.hasFocus = () => false;
    Object.assign(window, {
      Notification: class {
        static permission = 'granted';
        onclick: (() => void) | null = null;
        constructor(readonly title: string) {
          Object.assign(window, { notice: this });
        }
        close() {
          Object.assign(window, { notice: null });
        }
      },
    });
  });
  const call = await customer('4008000001', '13711118888');
  await desk.page.waitForFunction(() => String(Reflect.get(window, 'notice')?.title).includes('137****8888'));
  await desk.page.evaluate('window.notice.onclick()');
  await desk.page.waitForURL(/call/);
  call.hangup();
  await desk.shows('state', '空闲');
});

test('LOG-04 D10 a second login is refused with the offer to move here; the first page says that it moved', async () => {
  const second = await AgentPage.open(browser.context, instance.origin);
  await second.page.evaluate(() => sessionStorage.clear());
  await second.page.goto(instance.origin);
  if (await second.by('login').count()) await second.login(logins[0]!);
  await second.by('move-here').click();
  await second.shows('state', '');
  await desk.by('session-moved').waitFor();
  await desk.page.close();
  desk = second;
});

test('a page reload in the middle of a call: the new page takes the old seat, the conversation goes on, one record', async () => {
  await desk.page.getByText('已注册').first().waitFor();
  const finish = desk.page.getByRole('button', { name: '开始接听' });
  if (await finish.count()) await finish.click();
  await desk.shows('state', '空闲', 30_000);
  const call = await customer();
  await desk.by('answer').click();
  await hears(call, agentHz);
  await desk.page.reload();
  await desk.shows('state', '通话中');
  await desk.hears(customerHz);
  await hears(call, agentHz);
  call.hangup();
  await desk.shows('state', '话后整理');
});

test('CTL-25 IVR-01 IVR-02 by keyboard alone: the agent starts a self-service flow, reads which key the customer presses, and comes back to the call', async () => {
  await desk.page.getByRole('button', { name: '开始接听' }).click();
  await desk.shows('state', '空闲');
  const call = await customer();
  await desk.by('answer').click();
  await hears(call, agentHz);
  await desk.by('bar-flow').focus();
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('menuitem', { name: '产品介绍' }).waitFor();
  await desk.page.keyboard.press('Enter');
  await hearsKind(call, 'speech');
  await desk.shows('state', '自助服务中');
  await desk.hears(null);
  await call.digits('1');
  await desk.shows('flow-line', '套餐 · 按了 1 了解套餐');
  await desk.shows('bar-flow', '返回通话');
  await desk.by('bar-flow').focus();
  await desk.page.keyboard.press('Enter');
  await hears(call, agentHz);
  await desk.hears(customerHz);
  await desk
    .by('flow-path')
    .filter({ hasText: /产品介绍.*介绍: 按了 1 了解套餐.*已结束/ })
    .first()
    .waitFor();
  await desk.by('bar-hangup').click();
  await call.ended;
  await desk.shows('state', '话后整理');
});

test('kill -9 of rtpengine in the middle of a call: the browser gets new ports, keys and all; both hear each other again', async () => {
  await desk.page.getByRole('button', { name: '开始接听' }).click();
  await desk.shows('state', '空闲');
  const call = await customer();
  await desk.by('answer').click();
  await hears(call, agentHz);
  const healed = call.nextOffer();
  instance.kill('rtpengine', 'SIGKILL');
  expect(await healed).toBe(true);
  await hearsOn(call, agentHz);
  await desk.hears(customerHz);
  await desk.by('bar-hangup').click();
  await call.ended;
  await desk.shows('state', '话后整理');
});

test('kill -9 of Strapi, PostgreSQL and Redis: nobody on the phone notices, the record arrives when they are back', async () => {
  await desk.page.getByRole('button', { name: '开始接听' }).click();
  await desk.shows('state', '空闲');
  for (const name of ['cms', 'postgres', 'redis'] as const) instance.kill(name, 'SIGKILL');
  const call = await customer('4008000001', '13611112222');
  await desk.by('answer').click();
  await hears(call, agentHz);
  await desk.by('bar-hold').click();
  await hearsKind(call, 'music');
  await desk.by('bar-hold').click();
  await hears(call, agentHz);
  await desk.by('bar-hangup').click();
  await call.ended;
  await instance.waitHealthy();
  await desk.page.getByText('通话记录').first().click();
  await desk.page.getByText('136****2222').filter({ visible: true }).first().waitFor({ timeout: 20_000 });
});

test('LOG-21 LOG-35 LOG-36 LOG-37 without a microphone: the page that says so, no calls meanwhile, and the way back', async () => {
  const { context, stop } = await givenChromium(agentHz);
  try {
    const page = await AgentPage.open(context, instance.origin);
    await page.page.addInitScript(() => {
      const refuse = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
      if (!sessionStorage.getItem('microphone')) navigator.mediaDevices.getUserMedia = refuse;
    });
    await page.page.reload();
    await page.login(logins[1]!);
    await page.by('microphone-page').waitFor();
    await page.page.getByText('麦克风异常').first().waitFor();
    await page.page.evaluate(() => sessionStorage.setItem('microphone', 'back'));
    await page.page.reload();
    await page.shows('state', '空闲');
  } finally {
    await stop();
  }
});
