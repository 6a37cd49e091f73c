import { ContactStatus } from '../contract';
import { oneOf, said, statuses, uids } from './words';

/** Written by `POST /customers/:id/contact` alone. Whose it is stays who called, and the customer's group of that day: the type says both itself, because nobody hands it over. */
export const contactType = {
  schema: {
    kind: 'collectionType',
    collectionName: 'campaigns_contacts',
    info: {
      singularName: 'contact-record',
      pluralName: 'contact-records',
      displayName: '联系记录',
      description: '每次外呼之后填写的结果',
    },
    options: { draftAndPublish: false },
    pluginOptions: {
      workbench: {
        icon: 'history',
        position: 111,
        menu: 'group', // a customer's contacts stand beside the customer
        readOnly: true,
        title: 'customer',
        label: { zh: '联系记录', en: 'Contact records' },
        columns: ['createdAt', 'campaign', 'customer', 'owner', 'status', 'result', 'remark'],
        filters: ['createdAt', 'campaign', 'owner', 'group', 'status', 'result'],
      },
    },
    indexes: [{ name: 'campaigns_contacts_of', columns: ['tenant_id', 'customer_id', 'created_at'] }],
    attributes: {
      campaign: oneOf(uids.campaign, '外呼任务', 'Campaign'),
      customer: oneOf(uids.customer, '客户', 'Customer'),
      owner: oneOf(uids.account, '坐席', 'Agent'),
      group: oneOf(uids.group, '班组', 'Group'),
      status: {
        type: 'enumeration',
        enum: ContactStatus.options,
        required: true,
        ...said('状态', 'Status', { choices: statuses }),
      },
      result: oneOf(uids.result, '外呼结果', 'Result'),
      remark: { type: 'text', ...said('备注', 'Remark') },
      call: { type: 'string', maxLength: 64, ...said('通话标识', 'Call id') },
    },
  },
};
