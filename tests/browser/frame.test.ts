/** The frame of the workbench as a person meets it: home, announcements, lock, look, personal info, other systems' pages. A whole instance, a real browser. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { BrowserContext, Locator } from 'playwright-core';
import { DemoLogins, LoginReply } from '@zuoxi/contracts';
import { Phone } from '@zuoxi/robot';
import { AgentPage, type Login } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { givenInstance, type TestInstance } from '../support/instance';

jest.setTimeout(120_000);

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let agent: Login;
let admin: Login;
let jwt: string;
let desk: AgentPage;
let third: { origin: string; asked: string[]; asks: (path: string) => Promise<void>; server: Server };
const violations: string[] = [];

/** Somebody else's web server: it keeps what it was asked for. */
async function givenThirdParty(): Promise<typeof third> {
  const asked: string[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    for (const look of [...waiting]) look();
    response.setHeader('content-type', 'text/html').end('<h1>CRM</h1><script>document.body.dataset.ran = "yes"</script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const asks = (path: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!asked.includes(path)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { origin: `http://127.0.0.1:${address.port}`, asked, asks, server };
}

async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${instance.origin}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(jwt ? { authorization: `Bearer ${jwt}` } : {}) },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

beforeAll(async () => {
  [instance, browser, third] = await Promise.all([givenInstance(), givenChromium(700), givenThirdParty()]);
  const demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  agent = { tenant: demo.tenant, ...demo.agents[0]! };
  admin = demo.others.find(({ role, tenant }) => role === 'admin' && tenant === demo.tenant)!;
  ({ jwt } = LoginReply.parse(
    await post('/accounts/login', { tenant: admin.tenant, number: admin.number, password: admin.password }),
  ));
  const page = (name: string, place: string, more = {}) =>
    post('/workbench/data/embedded-page', {
      values: { name, place, url: `${third.origin}/${place}?n={{call.number}}&a={{agent.number}}`, ...more },
    });
  await page('CRM', 'side');
  await page('弹屏', 'pop');
  await page('门户', 'menu', { atLogin: true });
  await browser.context.grantPermissions(['microphone'], { origin: instance.origin });
  desk = await AgentPage.open(browser.context, instance.origin);
  desk.page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await desk.ready(agent);
});
afterAll(async () => {
  await browser?.stop();
  await instance?.stop();
  third?.server.close();
});

const home = async (): Promise<void> => desk.page.getByRole('tab', { name: '工作台', exact: true }).click();
const reloaded = async (): Promise<void> => {
  await desk.page.reload();
  await desk.by('avatar-menu').waitFor();
};

test('EXT-06 the work link of the group opens by itself after login, once', async () => {
  await desk.page.getByRole('tab', { name: '门户', selected: true }).waitFor();
  await desk.page.frameLocator('iframe[title=门户]').getByRole('heading', { name: 'CRM' }).waitFor();
  await desk.page.getByRole('button', { name: '关闭 门户' }).click();
  await reloaded();
  await desk.by('panel-basic').waitFor();
  expect(await desk.page.getByRole('tab', { name: '门户' }).count()).toBe(0);
});

test('WB-01 WB-02 home has its panels, each with its own refresh; folded and moved ones stay so after a reload', async () => {
  await home();
  const basic = desk.by('panel-basic');
  for (const text of [agent.number, '第一班组', '售后', '第二班组', '售前'])
    await basic.getByText(text, { exact: true }).first().waitFor();
  for (const id of ['today', 'schedule', 'call', 'announcements', 'recent', 'tasks']) await desk.by(`panel-${id}`).waitFor();
  const asked = desk.page.waitForResponse((response) => response.url().includes('/call-control/records'));
  await desk.page.getByRole('button', { name: '刷新“我的今天”' }).click();
  await asked;
  await desk.page.getByRole('button', { name: '收起“我的今天”' }).click();
  await desk.page.getByRole('button', { name: '移动“基本信息”' }).click();
  await desk.page.getByRole('menuitem', { name: '下移' }).click();
  await reloaded();
  await desk.page.getByRole('button', { name: '展开“我的今天”' }).waitFor();
  const order = await desk.page
    .locator('[data-testid^=panel-]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-testid')));
  expect(order.slice(0, 2)).toEqual(['panel-today', 'panel-basic']);
});

const tab = (name: string, more = {}) => desk.page.getByRole('tab', { name, exact: true, ...more });
const entry = (name: string) => desk.page.getByRole('navigation').getByRole('link', { name, exact: true });

test('WB-06 the four parts are there by name: the list of pages, the buttons, the tabs, the frame of another system', async () => {
  const parts = [
    ['navigation', '主菜单'],
    ['banner', '通话条'],
    ['tablist', '打开的页面'],
    ['complementary', '右栏'],
  ] as const;
  for (const [role, name] of parts) await desk.page.getByRole(role, { name, exact: true }).waitFor();
  for (const name of ['保持', '静音', '挂断']) await desk.page.getByRole('banner').getByRole('button', { name }).waitFor();
  await entry('门户').click();
  const content = desk.page.getByRole('main').getByRole('tabpanel', { name: '门户' });
  await content.frameLocator('iframe').getByRole('heading', { name: 'CRM' }).waitFor();
  expect(await entry('门户').getAttribute('aria-current')).toBe('page');
});

test('WB-03 WB-04 the list of open pages leads to each; the current one is closed, then all; home stays', async () => {
  for (const name of ['通话记录', '未接来电']) await entry(name).click();
  const list = async (item: string): Promise<void> => {
    await desk.page.getByRole('button', { name: '页面列表' }).click();
    await desk.page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  await list('门户');
  await tab('门户', { selected: true }).waitFor();
  await list('关闭当前页面');
  await tab('门户').waitFor({ state: 'detached' });
  await list('通话记录');
  await list('关闭其他页面');
  await tab('未接来电').waitFor({ state: 'detached' });
  await tab('通话记录', { selected: true }).waitFor();
  await list('关闭全部页面');
  await tab('通话记录').waitFor({ state: 'detached' });
  await tab('工作台', { selected: true }).waitFor();
  expect(await desk.page.getByRole('region', { name: '打开的页面' }).getByRole('tab').count()).toBe(1);
  expect(await desk.page.getByRole('button', { name: '关闭 工作台' }).count()).toBe(0);
});

test('Alt and the arrows go from page to page, also while typing; ? shows the keys and Escape puts them away', async () => {
  await entry('通话记录').click();
  await desk.page.keyboard.press('Alt+ArrowRight');
  await tab('工作台', { selected: true }).waitFor();
  await desk.page.keyboard.press('Control+K');
  await desk.page.keyboard.press('Alt+ArrowLeft');
  await tab('通话记录', { selected: true }).waitFor();
  await tab('通话记录').focus();
  await desk.page.keyboard.press('?');
  const keys = desk.page.getByRole('dialog', { name: '键盘快捷键' });
  await keys.getByText('下一个页面').waitFor();
  await desk.page.keyboard.press('Escape');
  await keys.waitFor({ state: 'hidden' });
  expect(new URL(desk.page.url()).pathname).toBe('/calls'); // the browser's own Alt+arrow did nothing
});

test('WB-07 a menu that is higher than the window has buttons that bring its last entry in sight, and its first again', async () => {
  const { width, height } = desk.page.viewportSize()!;
  const menu = desk.page.getByRole('navigation', { name: '主菜单' });
  const links = menu.getByRole('link');
  const [up, down] = [menu.getByRole('button', { name: '菜单向上' }), menu.getByRole('button', { name: '菜单向下' })];
  expect([await up.count(), await down.count()]).toEqual([0, 0]);
  await desk.page.setViewportSize({ width, height: 260 });
  const inSight = (which: 'first' | 'last') =>
    links[which]().evaluate((link) => {
      const { top, bottom } = link.getBoundingClientRect();
      const box = link.closest('nav')!.getBoundingClientRect();
      return top >= box.top && bottom <= box.bottom;
    });
  /** it is gone when there is no further to go */
  const whileThere = async (button: Locator): Promise<void> => {
    await button.click();
    while (await button.evaluateAll(([one]) => one instanceof HTMLElement && (one.click(), true)));
  };
  await down.waitFor();
  expect(await inSight('last')).toBe(false);
  await whileThere(down);
  expect(await inSight('last')).toBe(true);
  await whileThere(up);
  expect(await inSight('first')).toBe(true);
  await desk.page.setViewportSize({ width, height });
});

test('MSG-01 an announcement reaches the open page: time and content, hovering shows all of it, a click opens it', async () => {
  await home();
  const body = `请提前十分钟签入。${'内容很长。'.repeat(40)}结尾`;
  await post('/workbench/data/announcement', { values: { title: '值班安排', body } });
  const line = desk.by('announcements').getByRole('button', { name: /值班安排/ });
  await line.waitFor({ timeout: 10_000 }); // no reload
  await line.hover();
  await desk.page.getByRole('tooltip').getByText('结尾').waitFor();
  await line.click();
  await desk.page.getByRole('dialog').getByText('结尾').waitFor();
  await desk.page.keyboard.press('Escape');
});

test('PER-01 a white field is edited by double click and saved when it is left; a grey one is not', async () => {
  await desk.by('avatar-menu').click();
  await desk.by('open-me').click(); // PER-03
  await desk.by('me-name').dblclick();
  expect(await desk.page.getByTestId('me-name-input').count()).toBe(0);
  await desk.by('me-nickname').dblclick();
  await desk.by('me-nickname-input').fill('芳芳');
  await desk.page.keyboard.press('Tab');
  await desk.shows('me-nickname', '芳芳');
  await reloaded();
  await desk.shows('me-nickname', '芳芳');
});

test('colours, density and language change at once and stay after a reload, in both languages', async () => {
  const ground = () => desk.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await desk.by('avatar-menu').click();
  await desk.by('open-preferences').click();
  for (const choice of ['theme-dark', 'density-comfortable', 'language-en']) await desk.by(choice).click();
  await desk.page.getByRole('heading', { name: 'Look and language' }).waitFor();
  expect(await ground()).not.toBe(light);
  await desk.page.keyboard.press('Escape');
  await reloaded();
  await desk.page.getByRole('tab', { name: 'Personal info' }).waitFor();
  expect(await desk.page.evaluate(() => document.documentElement.lang)).toBe('en');
  expect(await ground()).not.toBe(light);
  await desk.by('avatar-menu').click();
  await desk.by('open-preferences').click();
  for (const choice of ['theme-light', 'density-compact', 'language-zh']) await desk.by(choice).click();
  await desk.page.getByRole('heading', { name: '界面设置' }).waitFor();
  await desk.page.keyboard.press('Escape');
});

test('LOG-33 the locked screen is covered, survives Escape, shortcuts and a reload, and opens by the login password alone', async () => {
  await desk.page.keyboard.press('Control+Shift+L');
  await desk.by('lock-away').click();
  const lock = desk.by('lock-screen');
  await lock.waitFor();
  await desk.shows('state', '离开'); // no calls are given
  for (const key of ['Escape', 'Escape', 'Control+K', 'Control+Shift+R']) await desk.page.keyboard.press(key);
  await desk.page.keyboard.type('13900000000');
  expect(await desk.page.getByLabel('拨打的号码').inputValue()).toBe('');
  await reloaded();
  await lock.waitFor();
  await lock.locator('input[name=password]').fill('wrong-Password1');
  await desk.by('unlock').click();
  await desk.shows('lock-error', '密码不正确');
  await lock.locator('input[name=password]').fill(agent.password);
  await desk.by('unlock').click();
  await lock.waitFor({ state: 'detached' });
  await desk.shows('state', '空闲'); // ready before, ready again
});

test('EXT-05 EXT-07 D25 other systems get the call in their address, masked as the agent sees it, in a sandbox, without a CSP violation', async () => {
  await desk.page.getByRole('tab', { name: 'CRM' }).click();
  const frame = desk.page.locator('iframe[title=CRM]');
  await frame.waitFor();
  expect(await frame.getAttribute('sandbox')).not.toMatch(/top-navigation|modals/);
  const { host, sip, carrierHost } = instance.instance;
  const phone = await Phone.open({ host: carrierHost, user: '13800138000', server: { host, port: sip } });
  try {
    const call = await phone.call(`sip:4008000001@${host}:${sip}`);
    await desk.by('answer').click();
    await desk.shows('state', '通话中');
    await third.asks(`/side?n=138****8000&a=${agent.number}`);
    await desk.page.getByText('138****8000').first().waitFor();
    await third.asks(`/pop?n=138****8000&a=${agent.number}`);
    expect(third.asked.join()).not.toContain('13800138000');
    call.hangup();
    await desk.shows('state', '话后整理');
    expect(await frame.getAttribute('src')).toContain('138****8000'); // not torn away at hang-up
  } finally {
    await phone.close();
  }
  expect(violations).toEqual([]);
});
