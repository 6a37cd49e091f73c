/** Every way into the workbench as a person takes it, in a real browser on a whole instance. */
import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { DemoLogins } from '@zuoxi/contracts';
import { z } from 'zod';
import { AgentPage } from '../support/agent-page';
import { givenChromium } from '../support/chromium';
import { givenInstance, type TestInstance } from '../support/instance';

jest.setTimeout(120_000);

const mobile = '13900001001';
const email = 'wang@example.com';
const fresh = 'Neues-4567';
/** of agent 1001, after it was set anew by a code and changed again */
const passwordNow = `${fresh}!`;

let instance: TestInstance;
let browser: { context: BrowserContext; stop: () => Promise<void> };
let demo: DemoLogins;
let page: AgentPage;
const admins: Record<string, string> = {};

type Ask = { method?: string; body?: unknown; jwt?: string };
async function rest<S extends z.ZodType>(path: string, schema: S, { method = 'GET', body, jwt }: Ask = {}): Promise<z.output<S>> {
  const response = await fetch(`${instance.origin}/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(jwt && { authorization: `Bearer ${jwt}` }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return schema.parse(await response.json());
}
const passwordOf = (tenant: string, number: string): string => {
  const own = tenant === demo.tenant ? demo.agents.find((a) => a.number === number) : undefined;
  return (own ?? demo.others?.find((a) => a.tenant === tenant && a.number === number))?.password ?? '';
};
const jwtOf = async (tenant: string, number: string): Promise<string> => {
  const body = { tenant, number, password: passwordOf(tenant, number) };
  return (await rest('/accounts/login', z.object({ jwt: z.string() }), { method: 'POST', body })).jwt;
};

const Rows = z.object({ data: z.array(z.looseObject({ id: z.string(), number: z.string().nullish() })) });
const Done = z.object({ data: z.looseObject({ id: z.string() }) });
async function setAccount(tenant: string, number: string, values: object): Promise<void> {
  const jwt = admins[tenant];
  const { data } = await rest('/workbench/data/account?limit=100', Rows, { jwt });
  const id = data.find((row) => row.number === number)?.id ?? '';
  await rest(`/workbench/data/account/${id}`, Done, { method: 'PUT', jwt, body: { values } });
}
async function setTenant(values: object): Promise<void> {
  const { data } = await rest('/workbench/data/tenant', Rows, { jwt: admins.demo });
  await rest(`/workbench/data/tenant/${data[0]?.id}`, Done, { method: 'PUT', jwt: admins.demo, body: { values } });
}

const Outbox = z.object({ data: z.array(z.object({ id: z.number(), to: z.string(), text: z.string() })) });
const read = new Set<string>();
/** The next message to this address; one that a stranger asked for leaves after the answer. */
async function messageTo(to: string, reader = 'demo'): Promise<string> {
  for (;;) {
    const { data } = await rest('/accounts/outbox', Outbox, { jwt: admins[reader] });
    const found = data.find((message) => message.to === to && !read.has(`${reader} ${message.id}`));
    if (found) {
      read.add(`${reader} ${found.id}`);
      return found.text;
    }
  }
}
const codeTo = async (to: string, reader = 'demo'): Promise<string> => /\d{6}/.exec(await messageTo(to, reader))?.[0] ?? '';

beforeAll(async () => {
  [instance, browser] = await Promise.all([givenInstance(), givenChromium(700)]);
  demo = DemoLogins.parse(JSON.parse(readFileSync(instance.instance.paths.demoLogins, 'utf8')));
  for (const [tenant, number] of [
    ['demo', '9001'],
    ['demo2', '9001'],
    ['operator', '9000'],
  ] as const)
    admins[tenant] = await jwtOf(tenant, number);
  for (const tenant of ['demo', 'demo2']) await setAccount(tenant, '1001', { mobile, email });
  await browser.context.grantPermissions(['microphone'], { origin: instance.origin });
});
beforeEach(async () => {
  page = await AgentPage.open(browser.context, instance.origin);
  await page.page.evaluate(() => localStorage.clear());
  await page.page.reload();
});
afterEach(() => page?.page.close());
afterAll(async () => {
  await browser?.stop();
  await instance?.stop();
});

const fill = (name: string, value: string) => page.page.locator(`input[name=${name}]`).fill(value);
const press = (testId: string) => page.by(testId).click();
const isOpen = () => page.by('avatar-menu').waitFor();
async function logOut(): Promise<void> {
  await press('avatar-menu');
  await press('log-out');
  await page.by('login').waitFor();
}

test('LOG-05 LOG-06 LOG-07 the language stays with what was typed; names are remembered, or not', async () => {
  await fill('organization', 'demo');
  await page.page.getByText('English').click();
  await page.page.getByRole('heading', { name: 'Agent login' }).waitFor();
  expect(await page.page.locator('input[name=organization]').inputValue()).toBe('demo');
  await page.page.getByText('中文').click();
  await page.login({ tenant: 'demo', number: '1002', password: passwordOf('demo', '1002') });
  await isOpen();
  await logOut();
  expect(await page.page.locator('input[name=username]').inputValue()).toBe('1002');
  await page.page.getByText('记住客户名称和用户名').click();
  await page.login({ tenant: 'demo', number: '1002', password: passwordOf('demo', '1002') });
  await isOpen();
  await logOut();
  expect(await page.page.locator('input[name=username]').inputValue()).toBe('');
});

test('LOG-08 LOG-13 after three wrong passwords there is a picture; a wrong answer brings another one', async () => {
  for (let i = 0; i < 3; i++) {
    await page.login({ tenant: 'demo', number: '9003', password: `wrong-${i}` });
    await page.shows('login-error', '认证错误, 请重新登录!');
  }
  expect(await page.by('captcha').count()).toBe(0);
  await page.login({ tenant: 'demo', number: '9003', password: 'wrong' });
  await page.shows('login-error', '请输入验证码。');
  const first = await page.by('captcha').getAttribute('src');
  await page.page.waitForFunction(
    () => (document.querySelector<HTMLImageElement>('[data-testid=captcha]')?.naturalWidth ?? 0) > 0,
  );
  await fill('captcha', '????');
  await fill('password', passwordOf('demo', '9003'));
  await press('login');
  await page.shows('login-error', '验证码不正确');
  await page.page.waitForFunction((src) => document.querySelector('[data-testid=captcha]')?.getAttribute('src') !== src, first);
});

test('LOG-19 LOG-20 LOG-23 a code by SMS, a countdown, and the choice of a contact center', async () => {
  await press('way-mobile');
  await fill('mobile', mobile);
  await press('get-code');
  await page.page.getByText(/再次获取验证码 \(\d+\)/).waitFor();
  expect(await page.by('get-code').isDisabled()).toBe(true);
  await fill('code', await codeTo(mobile, 'operator'));
  await press('login');
  await page.shows('choose-demo2', '从未访问');
  await press('choose-demo2');
  await isOpen();
  await page.shows('tenant', '第二企业');
  await logOut();
});

test('LOG-14 e-mail and password open the account that they belong to', async () => {
  await press('way-email');
  await fill('email', email);
  await fill('password', passwordOf('demo', '1001'));
  await press('login');
  await isOpen();
  await page.shows('tenant', '演示企业');
  await logOut();
});

test('LOG-04 D10 who is logged in elsewhere moves the session here; the other browser is told', async () => {
  const login = { tenant: 'demo', number: '1002', password: passwordOf('demo', '1002') };
  const told = page.page.waitForResponse((response) => response.url().endsWith('/accounts/here'));
  await page.login(login);
  await isOpen();
  await told;
  const other = await AgentPage.open(browser.context, instance.origin);
  await other.login(login);
  await other.by('open-elsewhere').waitFor();
  await other.by('move-here').click();
  await other.by('avatar-menu').waitFor();
  await page.by('login').or(page.by('session-moved')).first().waitFor({ timeout: 20_000 });
  await other.page.close();
});

test('LOG-22 LOG-24 LOG-27 a forgotten password is set anew by a code, and changed again inside', async () => {
  await press('forgot');
  await fill('organization', 'demo');
  await fill('mobile', mobile);
  await press('get-code');
  await page.page.getByText('如果信息正确').waitFor();
  await fill('new-password', 'kurz 1');
  await page.shows('password-faults', '不能包含空格');
  await fill('new-password', fresh);
  await page.shows('strength', '强');
  await fill('repeat-password', fresh);
  await fill('code', await codeTo(mobile));
  await press('reset-password');
  await page.shows('login-done', '新密码已设置');
  await page.login({ tenant: 'demo', number: '1001', password: fresh });
  await isOpen();
  await press('avatar-menu');
  await press('change-password-item');
  await fill('old-password', 'wrong');
  await fill('new-password', passwordNow);
  await fill('repeat-password', passwordNow);
  await press('submit-password');
  await page.shows('login-error', '旧密码不正确');
  await fill('old-password', fresh);
  await press('submit-password');
  await page.page.getByText('密码已修改').waitFor();
  await page.page.getByRole('button', { name: '关闭', exact: true }).click();
  await logOut();
});

test('a person sees where they are logged in and ends the other logins by keyboard; the workbench there closes', async () => {
  const login = { tenant: 'demo', number: '9002', password: passwordOf('demo', '9002') };
  const other = await jwtOf('demo', '9002');
  await page.login(login);
  await isOpen();
  await press('avatar-menu');
  await press('open-me');
  await page.shows('session-here', '本机');
  await page.shows('session-here', 'Chrome');
  await page.by('session-elsewhere').first().waitFor();
  await page.by('end-other-sessions').focus();
  await page.page.keyboard.press('Enter');
  await page.shows('me-sessions', '已退出');
  expect(await page.by('session-elsewhere').count()).toBe(0);
  expect(await rest('/accounts/me', z.looseObject({ error: z.object({ code: z.string() }) }), { jwt: other })).toMatchObject({
    error: { code: 'notSignedIn' },
  });
  await logOut();
});

test('another e-mail address takes the password and a code sent there; the old one is told', async () => {
  await page.login({ tenant: 'demo', number: '1001', password: passwordNow });
  await isOpen();
  await press('avatar-menu');
  await press('open-me');
  await page.shows('me-email', email);
  await press('me-change-email');
  await fill('email', 'wang.fang@example.com');
  await press('get-code');
  await page.page.getByText(/再次获取验证码/).waitFor();
  await fill('code', await codeTo('wang.fang@example.com'));
  await fill('own-password', 'wrong');
  await page.page.keyboard.press('Enter');
  await page.page.getByRole('alert').getByText('密码不正确').waitFor();
  await fill('own-password', passwordNow);
  await page.page.keyboard.press('Enter');
  await page.shows('me-email', 'wang.fang@example.com');
  expect(await messageTo(email)).toContain('w***@example.com');
  await logOut();
});

test('LOG-02 an agent in no group is told what to do', async () => {
  await setAccount('demo2', '1001', { groups: [] });
  await page.login({ tenant: 'demo2', number: '1001', password: passwordOf('demo2', '1001') });
  await page.shows('no-group', '请联系管理员');
});

test('LOG-16 LOG-17 where the tenant wants it, a first login binds a mobile and a nickname', async () => {
  await setTenant({ firstLogin: 'bind' });
  await page.login({ tenant: 'demo', number: '1003', password: passwordOf('demo', '1003') });
  await page.by('first-login').waitFor();
  await fill('mobile', '13900001003');
  await press('get-code');
  await page.page.getByText(/再次获取验证码/).waitFor();
  await fill('nickname', '小赵');
  await page.page.getByText('English').click(); // the step stays
  await page.by('first-login').waitFor();
  await page.page.getByText('中文').click();
  await fill('mobile', '13900001003');
  await fill('nickname', '小赵');
  await fill('code', await codeTo('13900001003'));
  await press('complete-first-login');
  await isOpen();
  await setTenant({ firstLogin: 'off' });
});

test('the outbox shows an admin what was sent, and how messages leave', async () => {
  await page.login({ tenant: 'demo', number: '9001', password: passwordOf('demo', '9001') });
  await isOpen();
  await page.page.goto(`${instance.origin}/settings/outbox`);
  await page.shows('outbox', '重设密码');
  await page.by('provider-sms').waitFor();
});
