import type { Label } from '@zuoxi/contracts';
import type { DialMode } from '../contract';
import { manyOf, said, uids } from './words';

const modes: Readonly<Record<DialMode, Label>> = {
  manual: { zh: '手动拨号', en: 'By hand' },
  preview: { zh: '预览拨号', en: 'Preview' },
  progressive: { zh: '自动拨号', en: 'Automatic' },
};
const seconds = (standard: number) => ({ type: 'integer', required: true, min: 5, max: 600, default: standard });

export const campaignType = {
  schema: {
    kind: 'collectionType',
    collectionName: 'campaigns',
    info: { singularName: 'campaign', pluralName: 'campaigns', displayName: '外呼任务', description: '打给谁，怎样打' },
    options: { draftAndPublish: false },
    pluginOptions: {
      workbench: {
        section: 'settings',
        icon: 'campaign',
        position: 110,
        title: 'name',
        label: { zh: '外呼任务', en: 'Campaigns' },
        columns: ['name', 'active', 'groups', 'dialModes', 'fetchCount', 'mayAdd', 'createdAt'],
      },
    },
    indexes: [{ name: 'campaigns_tenant_name_unique', columns: ['tenant_id', 'name'], type: 'unique' }],
    attributes: {
      name: { type: 'string', required: true, maxLength: 120, ...said('名称', 'Name') },
      active: {
        type: 'boolean',
        default: true,
        ...said('启用', 'Active', {
          help: {
            zh: '停用后坐席看不到它，名单和联系记录保留。',
            en: 'Off: agents do not see it; its customers and contact records stay.',
          },
        }),
      },
      groups: manyOf(uids.group, '班组', 'Groups', {
        help: { zh: '只有这些班组能做；不选就是所有人。', en: 'Only these work on it; none: everybody does.' },
      }),
      dialModes: {
        type: 'json',
        required: true,
        default: Object.keys(modes),
        ...said('拨号方式', 'Dial modes', {
          choices: modes,
          help: {
            zh: '只选一种，坐席就只能用它；选几种由坐席自己定。',
            en: 'One: agents must use it. Several: each agent chooses.',
          },
        }),
      },
      countdownSeconds: {
        ...seconds(15),
        ...said('倒计时秒数', 'Countdown seconds', {
          help: {
            zh: '自动拨号时，一通结束后等这么久再拨下一个。',
            en: 'Dialling automatically, the next customer is called so long after a call.',
          },
        }),
      },
      extensionSeconds: {
        ...seconds(30),
        ...said('每次延时秒数', 'Seconds per extension', {
          help: { zh: '坐席按一次“延时”，倒计时增加这么多。', en: 'What one press of Extend adds to the countdown.' },
        }),
      },
      fetchCount: {
        type: 'integer',
        required: true,
        min: 0,
        max: 200,
        default: 0,
        ...said('获取客户数', 'Customers to get', {
          help: {
            zh: '坐席可以自己获取客户，手里未处理的最多这么多；0 表示只由班长分配。',
            en: 'Agents get customers by themselves until they hold so many unprocessed ones; 0: customers are assigned only.',
          },
        }),
      },
      mayAdd: {
        type: 'boolean',
        default: false,
        ...said('可新增客户', 'Agents may add customers', {
          help: { zh: '坐席可以在任务里新增客户，归自己。', en: 'Agents may add customers, who are theirs.' },
        }),
      },
      script: {
        type: 'text',
        maxLength: 20_000,
        ...said('话术', 'Script', {
          help: { zh: '打开客户时显示给坐席看。', en: 'Shown to the agent beside the customer.' },
        }),
      },
      results: manyOf(uids.result, '外呼结果', 'Results', {
        help: {
          zh: '坐席填联系记录时可选的结果；不选就是本企业的全部。',
          en: "What agents choose from after a call; none: all of the enterprise's.",
        },
      }),
    },
  },
};
