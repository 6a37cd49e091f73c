/** A campaign to try: some customers of one agent's, one in each status, and a pool to fetch from. The numbers' last digits say what the demo carrier does. */
import type { UID } from '@strapi/strapi';
import type { DemoPeople, Kit } from '@zuoxi/plugin';
import type { ContactStatus, CustomerStatus } from './contract';
import { uids } from './types/words';

const hour = 3_600_000;

const results = [
  { name: '有意向', status: 'success' },
  { name: '考虑中', status: 'followUp' },
  { name: '无人接听', status: 'followUp' },
  { name: '拒绝', status: 'failed' },
  { name: '空号', status: 'failed' },
] as const satisfies readonly { name: string; status: ContactStatus }[];
type Result = (typeof results)[number]['name'];

const script = `您好，我是演示企业的客服，请问是您本人吗？
您之前购买过我们的产品，想占用您一分钟，了解一下使用情况。
1. 使用中有没有遇到问题？
2. 近期我们有老客户优惠，您是否有兴趣了解？
感谢您的时间，祝您生活愉快。`;

type Customer = { name: string; number: string; status?: CustomerStatus; result?: Result; remark?: string };
const assigned: readonly Customer[] = [
  { name: '孙悦', number: '13811110001' },
  { name: '钱进', number: '13811110006' },
  { name: '冯涛', number: '13811110007' },
  { name: '郑华', number: '13811110002', status: 'followUp', result: '考虑中', remark: '要和家人商量' },
  { name: '王磊', number: '13811110009', status: 'failed', result: '空号', remark: '' },
  { name: '褚英', number: '13811110003', status: 'success', result: '有意向', remark: '请寄一份资料' },
];
const pool: readonly Customer[] = [
  { name: '卫东', number: '13822220001' },
  { name: '蒋丽', number: '13822220002' },
  { name: '沈洁', number: '13822220003' },
  { name: '韩雪', number: '13822220005' },
  { name: '杨光', number: '13822220008' },
  { name: '朱明', number: '13822220004' },
];

export async function demo({ strapi }: Kit, { agents: [agent] }: DemoPeople): Promise<void> {
  if (!agent) return;
  const whose = { owner: agent.account, group: agent.groups[0] ?? null };
  const add = async (uid: string, data: Record<string, unknown>): Promise<number> =>
    Number((await strapi.documents(uid as UID.ContentType).create({ data })).id);
  const rows = new Map<string, number>();
  for (const [position, result] of results.entries()) rows.set(result.name, await add(uids.result, { ...result, position }));
  const campaign = await add(uids.campaign, {
    name: '老客户回访',
    groups: whose.group === null ? [] : [whose.group],
    results: [...rows.values()],
    dialModes: ['manual', 'preview', 'progressive'],
    countdownSeconds: 15,
    extensionSeconds: 30,
    fetchCount: 5,
    mayAdd: true,
    script,
  });
  for (const { name, number } of pool) await add(uids.customer, { campaign, name, number, group: whose.group });
  for (const { name, number, status = 'unprocessed', result: said, remark = '' } of assigned) {
    const result = said && rows.get(said);
    const called = status === 'unprocessed' ? {} : { attempts: 1, lastCallAt: new Date(Date.now() - hour) };
    const followUpAt = status === 'followUp' ? new Date(Date.now() + 2 * hour) : null;
    const customer = await add(uids.customer, { campaign, ...whose, name, number, status, result, followUpAt, ...called });
    if (status !== 'unprocessed') await add(uids.contact, { campaign, ...whose, customer, status, result, remark });
  }
}
