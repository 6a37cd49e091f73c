/** The pictures of docs/, in the order of the documents. */
import type { Page } from 'playwright-core';

export type Looker = 'admin' | 'agent';
export type Picture = {
  name: string;
  /** who looks; the admin unless told otherwise */
  by?: Looker;
  path: string;
  /** what to do on the page before it is taken */ show?(page: Page): Promise<void>;
};

const press = (name: string) => (page: Page) => page.getByRole('button', { name }).first().click();

export const pictures: readonly Picture[] = [
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
  {
    name: 'campaigns',
    by: 'agent',
    path: '/campaigns',
    async show(page) {
      await page.getByTestId('customer').first().click();
      await page.getByTestId('contact').getByRole('button', { name: '继续跟踪' }).click();
    },
  },
  { name: 'views', path: '/settings/views' },
  { name: 'role-new', path: '/t/role/new' },
  { name: 'plugins', path: '/settings/plugins', show: (page) => page.getByTestId('plugin-settings-map').waitFor() },
  { name: 'map', path: '/x/map/map', show: (page) => page.getByTestId('map').waitFor() },
];
