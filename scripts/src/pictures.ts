/**
 * `npm run pictures [-- <name> …]`: makes the pictures of docs/ anew from the running demo instance, in Chromium, signed in as people of the demo. What a
 * picture shows is a row of the table; a test finds pictures that a document names and nobody makes.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { originOf } from '@zuoxi/contracts/environment';
import { ownConfig } from './config';
import { readDemo } from './demo';
import { runs } from './instance';
import { find } from './programs';
import { pictures, type Looker } from './pictures/table';
import { main, Trouble } from './trouble';

type Login = { tenant: string; number: string; password: string };

async function signIn(page: Page, origin: string, login: Login): Promise<void> {
  await page.addInitScript({ content: "localStorage.setItem('zuoxi.checked', 'true')" }); // the first minutes' sound check stays away
  await page.goto(origin);
  await page.locator('input[name=organization]').fill(login.tenant);
  await page.locator('input[name=username]').fill(login.number);
  await page.locator('input[name=password]').fill(login.password);
  await page.getByTestId('login').click();
  const elsewhere = page.getByTestId('move-here');
  await page.getByTestId('state').or(elsewhere).first().waitFor();
  if (await elsewhere.count()) await elsewhere.click(); // a moment ago somebody else worked with this demo
  await page.getByTestId('state').waitFor();
}

main(async () => {
  const { instance, root } = ownConfig();
  const demo = readDemo(instance.paths.demoLogins);
  const admin = demo?.others.find(({ tenant, role }) => tenant === demo.tenant && role === 'admin');
  const agent = demo?.agents[0];
  if (!runs(instance) || !demo || !admin || !agent) throw new Trouble('Pictures are taken of a running demo: npm start first.');
  const browser = find('chromium') ?? find('google-chrome');
  if (!browser) throw new Trouble('Chromium is missing: install the package chromium.');
  const folder = join(root, 'docs/pictures');
  mkdirSync(folder, { recursive: true });
  const named = process.argv.slice(2);
  const wanted = pictures.filter(({ name }) => named.length === 0 || named.includes(name));
  const logins: Readonly<Record<Looker, Login>> = { admin, agent: { tenant: demo.tenant, ...agent } };
  const origin = originOf(instance);
  const args = ['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  const chrome = await chromium.launch({ executablePath: browser, args });
  try {
    const pages = new Map<Looker, Page>();
    const pageOf = async (looker: Looker): Promise<Page> => {
      const known = pages.get(looker);
      if (known) return known;
      const page = await chrome.newPage({
        ignoreHTTPSErrors: true,
        viewport: { width: 1366, height: 768 },
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
      });
      page.setDefaultTimeout(10_000);
      await signIn(page, origin, logins[looker]);
      pages.set(looker, page);
      return page;
    };
    for (const { name, by = 'admin', path, show } of wanted) {
      const page = await pageOf(by);
      await page.goto(`${origin}${path}`);
      await page.getByRole('tabpanel').locator('visible=true').first().waitFor();
      await show?.(page);
      await page.waitForTimeout(800); // rows, dialogs and fonts have settled; the page never falls silent, for it listens to changes
      await page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(`docs/pictures/${name}.png`);
    }
  } finally {
    await chrome.close();
  }
});
