import { CustomerStatus } from '../contract';
import { oneOf, said, statuses, uids } from './words';

/** What came of a customer is written by contacts (CMP-16); whoever leads may set it right. */
const needs = 'groupTasks';
const access = 'read';

export const customerType = {
  schema: {
    kind: 'collectionType',
    collectionName: 'campaigns_customers',
    info: {
      singularName: 'campaign-customer',
      pluralName: 'campaign-customers',
      displayName: '外呼客户',
      description: '外呼任务里的客户',
    },
    options: { draftAndPublish: false },
    pluginOptions: {
      workbench: {
        icon: 'groups',
        position: 110,
        menu: 'group', // one's own are on the page of campaigns
        pool: true,
        title: 'name',
        label: { zh: '外呼客户', en: 'Campaign customers' },
        help: {
          zh: '没有归属人的客户在公共池里，坐席可以获取；批量修改“归属人”就是分配。',
          en: 'Customers without an owner wait to be fetched; to assign them, change their owner, many at once.',
        },
        columns: ['name', 'number', 'campaign', 'status', 'result', 'owner', 'group', 'followUpAt', 'attempts', 'lastCallAt'],
        filters: ['campaign', 'status', 'owner', 'group', 'result', 'followUpAt', 'lastCallAt', 'number'],
      },
    },
    // one serves an agent's customers and those that are nobody's; none may name `id` (call-record-type.ts says why)
    indexes: [
      { name: 'campaigns_customers_whose', columns: ['tenant_id', 'owner_id', 'campaign_id', 'status', 'created_at'] },
      { name: 'campaigns_customers_of', columns: ['tenant_id', 'campaign_id', 'status', 'created_at'] },
    ],
    attributes: {
      campaign: { ...oneOf(uids.campaign, '外呼任务', 'Campaign', { needs }), required: true },
      name: { type: 'string', maxLength: 120, ...said('姓名', 'Name', { search: true }) },
      number: {
        type: 'string',
        required: true,
        maxLength: 32,
        ...said('电话', 'Number', { phone: true, mask: true, search: true }),
      },
      address: { type: 'string', maxLength: 200, ...said('地址', 'Address') },
      email: { type: 'email', maxLength: 200, ...said('邮箱', 'E-mail') },
      remark: { type: 'text', maxLength: 2000, ...said('备注', 'Remark') },
      status: {
        type: 'enumeration',
        enum: CustomerStatus.options,
        required: true,
        default: 'unprocessed',
        ...said('状态', 'Status', { choices: statuses, needs }),
      },
      result: oneOf(uids.result, '外呼结果', 'Result', { needs }),
      followUpAt: { type: 'datetime', ...said('下次联系', 'Call again', { needs }) },
      attempts: { type: 'integer', default: 0, ...said('拨打次数', 'Attempts', { access }) },
      lastCallAt: { type: 'datetime', ...said('上次拨打', 'Last call', { access }) },
    },
  },
};
