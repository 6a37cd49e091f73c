/** How the types of this plugin say their names, and the words that several of them share. */
import type { Label } from '@zuoxi/contracts';
import type { CustomerStatus } from '../contract';

type More = { help?: Label; [word: string]: unknown };

export const said = (zh: string, en: string, more: More = {}) => ({
  pluginOptions: { workbench: { label: { zh, en }, ...more } },
});

/** To one row of another type, as a column of its own. */
export const oneOf = (target: string, zh: string, en: string, more?: More) => ({
  type: 'relation',
  relation: 'manyToOne',
  target,
  useJoinTable: false,
  ...said(zh, en, more),
});
export const manyOf = (target: string, zh: string, en: string, more?: More) => ({
  type: 'relation',
  relation: 'manyToMany',
  target,
  ...said(zh, en, more),
});

export const statuses: Readonly<Record<CustomerStatus, Label>> = {
  unprocessed: { zh: '未处理', en: 'Unprocessed' },
  followUp: { zh: '继续跟踪', en: 'Follow up' },
  failed: { zh: '失败', en: 'Failed' },
  success: { zh: '成功', en: 'Success' },
};

export const uids = {
  campaign: 'plugin::campaigns.campaign',
  result: 'plugin::campaigns.campaign-result',
  customer: 'plugin::campaigns.campaign-customer',
  contact: 'plugin::campaigns.contact-record',
  group: 'api::group.group',
  account: 'plugin::users-permissions.user',
} as const;
