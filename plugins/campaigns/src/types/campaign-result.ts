import { ContactStatus } from '../contract';
import { said, statuses } from './words';

export const resultType = {
  schema: {
    kind: 'collectionType',
    collectionName: 'campaigns_results',
    info: {
      singularName: 'campaign-result',
      pluralName: 'campaign-results',
      displayName: '外呼结果',
      description: '客户为什么处于某个状态',
    },
    options: { draftAndPublish: false },
    pluginOptions: {
      workbench: {
        section: 'settings',
        icon: 'task',
        position: 111,
        title: 'name',
        label: { zh: '外呼结果', en: 'Outbound results' },
        columns: ['name', 'status', 'position'],
        sort: { field: 'position', order: 'asc' },
      },
    },
    indexes: [{ name: 'campaigns_results_tenant_name_unique', columns: ['tenant_id', 'name'], type: 'unique' }],
    attributes: {
      name: { type: 'string', required: true, maxLength: 60, ...said('名称', 'Name') },
      status: {
        type: 'enumeration',
        enum: ContactStatus.options,
        required: true,
        default: 'followUp',
        ...said('状态', 'Status', {
          choices: statuses,
          help: {
            zh: '选了这个状态才能选这个结果；一个状态有结果时，坐席必须选一个。',
            en: 'The result is offered with this status; a status that has results needs one of them.',
          },
        }),
      },
      position: {
        type: 'integer',
        min: 0,
        max: 1000,
        default: 0,
        ...said('顺序', 'Position', { help: { zh: '小的排在前面。', en: 'The smaller, the earlier.' } }),
      },
    },
  },
};
