/** The pictures of docs/, in the order of the documents. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';

export type Looker = 'admin' | 'agent';
export type Picture = {
  name: string;
  /** who looks; the admin unless told otherwise */
  by?: Looker;
  path: string;
  /** what to do on the page before it is taken */ show?(page: Page): Promise<void>;
};

const press = (name: string) => (page: Page) => page.getByRole('button', { name }).first().click();

const own: readonly Picture[] = [
  { name: 'list', path: '/t/visit', show: (page) => page.getByText('满意度').first().waitFor() },
  {
    name: 'field-new',
    path: '/settings/fields',
    async show(page) {
      await press('添加字段')(page);
      const dialog = page.getByRole('dialog');
      await dialog.locator('input[name=zh]').fill('客户等级');
      await dialog.locator('input[name=en]').fill('Level');
      await dialog.locator('input[name=name]').fill('level');
    },
  },
  {
    name: 'form',
    path: '/t/visit',
    async show(page) {
      await page.getByText('刘洋').first().click();
      await page.getByRole('button', { name: '保存' }).locator('visible=true').first().waitFor();
    },
  },
  {
    name: 'columns',
    path: '/t/visit',
    async show(page) {
      await page.getByText('刘洋').first().waitFor();
      await press('选择列')(page);
      await page.getByRole('button', { name: '保存给全企业' }).waitFor();
    },
  },
  {
    name: 'records',
    path: '/t/call-record',
    show: (page) => page.getByTestId('row').locator('visible=true').first().waitFor(),
  },
  {
    name: 'flow',
    path: '/t/flow',
    async show(page) {
      await page.getByText('产品介绍').first().click();
      await page.getByText('播报文字').first().waitFor();
    },
  },
  { name: 'views', path: '/settings/views' },
  { name: 'role-new', path: '/t/role/new' },
  {
    name: 'plugins',
    path: '/settings/plugins',
    show: (page) => page.locator('[data-testid^=plugin-settings-]').first().waitFor(),
  },
];

/** What a plugin's package.json says under `zuoxi.pictures`: what is clicked, and what is there when the picture is taken, as selectors. */
const Declared = z.object({
  name: z.string(),
  by: z.enum(['admin', 'agent']).optional(),
  path: z.string(),
  click: z.array(z.string()).default([]),
  shows: z.string().optional(),
});
const Manifest = z.object({ zuoxi: z.object({ pictures: z.array(Declared).default([]) }) });

const ofPlugins = (root: string): Picture[] =>
  readdirSync(join(root, 'plugins')).flatMap((folder) => {
    const manifest = join(root, 'plugins', folder, 'package.json');
    const read = existsSync(manifest) ? Manifest.safeParse(JSON.parse(readFileSync(manifest, 'utf8'))) : null;
    return (read?.data?.zuoxi.pictures ?? []).map(({ click, shows, ...picture }) => ({
      ...picture,
      async show(page) {
        for (const selector of click) await page.locator(selector).first().click();
        if (shows !== undefined) await page.locator(shows).first().waitFor();
      },
    }));
  });

export const pictures: readonly Picture[] = [...own, ...ofPlugins(resolve(__dirname, '../../..'))];
