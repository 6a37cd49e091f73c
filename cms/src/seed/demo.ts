/** A demo enterprise to try everything with: agents and one of each role, a desk phone, two queues, four numbers, one carrier; and a second enterprise. */
import type { Core } from '@strapi/strapi';
import { AgentId, TenantId, type DemoLogins } from '@zuoxi/contracts';
import type { Instance } from '@zuoxi/contracts/environment';
import { create } from './create';
import { password } from './passwords';
import { rolesOf } from './roles-of';
import { seedPlatform } from './platform';
import { seedPlugins } from './plugins';

const people = [
  { number: '1001', name: '王芳', groups: ['售后', '售前'] },
  { number: '1002', name: '李强', groups: ['售后'] },
  { number: '1003', name: '赵敏', groups: ['售前'] },
] as const;

/** Who is there besides the agents: one of each role, to try what it sees. */
const others = [
  { number: '9001', name: '陈静', role: 'admin', groups: [] },
  { number: '9002', name: '周涛', role: 'leader', groups: ['售后'] },
  { number: '9003', name: '孙莉', role: 'quality', groups: ['售后', '售前'] },
] as const;

const reasons = [
  { code: 'break', labelZh: '小休', labelEn: 'Break', colour: 'yellow', mayDial: true },
  { code: 'busy', labelZh: '示忙', labelEn: 'Busy', colour: 'yellow', mayDial: true },
  { code: 'away', labelZh: '离开', labelEn: 'Away', colour: 'blue', mayDial: false },
] as const;

type Login = NonNullable<DemoLogins['others']>[number];

/** A second enterprise, to see that nothing of the first one shows in it: the same numbers, other people. */
async function seedSecond(strapi: Core.Strapi): Promise<Login[]> {
  const add = create(strapi);
  const { id: tenant } = await add('api::tenant.tenant', { code: 'demo2', name: '第二企业', language: 'zh' });
  const roles = await rolesOf(strapi, tenant);
  const { id: group } = await add('api::group.group', { tenant, name: '客服' });
  const made: Login[] = [];
  for (const { number, name, role } of [
    { number: '1001', name: '何平', role: 'agent' },
    { number: '9001', name: '马丽', role: 'admin' },
  ]) {
    const secret = password();
    const data = { tenant, number, displayName: name, password: secret, role: roles.get(role), groups: [group] };
    await add('plugin::users-permissions.user', data);
    made.push({ tenant: 'demo2', number, name, role, password: secret });
  }
  return made;
}

/** Something to try with a customer on the line: two steps and a way back. */
const productTour = {
  name: '产品介绍',
  steps: [
    {
      name: '介绍',
      text: '您好，这里是演示企业。了解套餐请按 1，预约回访请按 2，重听请按 9，返回坐席请按 0。',
      seconds: 8,
      tries: 2,
      keys: [
        { key: '1', label: '了解套餐', goesTo: '套餐' },
        { key: '2', label: '预约回访', goesTo: '预约' },
        { key: '9', label: '重听', goesTo: '介绍' },
        { key: '0', label: '返回坐席' },
      ],
    },
    {
      name: '套餐',
      text: '家庭套餐每月五十元，企业套餐每月一百元。预约回访请按 2，返回坐席请按 0。',
      seconds: 8,
      tries: 2,
      keys: [
        { key: '2', label: '预约回访', goesTo: '预约' },
        { key: '0', label: '返回坐席' },
      ],
    },
    { name: '预约', text: '已为您登记，现在为您接回坐席。', seconds: 8, tries: 1, keys: [] },
  ],
};

/** Creates it and returns how to log in. Runs in the caller's transaction. */
export async function seedDemo(strapi: Core.Strapi, instance: Instance): Promise<Omit<DemoLogins, 'admin'>> {
  const add = create(strapi);
  const { id: tenant, documentId } = await add('api::tenant.tenant', {
    code: 'demo',
    name: '演示企业',
    language: 'zh',
    mobileConfirm: false, // the demo carrier answers for mobiles, and presses no key
  });
  for (const [position, reason] of reasons.entries()) await add('api::reason.reason', { ...reason, tenant, position });

  const roles = await rolesOf(strapi, tenant);
  const groups = {
    售后: (await add('api::group.group', { tenant, name: '售后' })).id,
    售前: (await add('api::group.group', { tenant, name: '售前' })).id,
  };
  const agents = new Map<string, number>();
  const logins: DemoLogins['agents'] = [];
  for (const { number, name, groups: names } of people) {
    const secret = password();
    const { id } = await add('plugin::users-permissions.user', {
      tenant,
      number,
      displayName: name,
      password: secret,
      role: roles.get('agent'),
      groups: names.map((group) => groups[group]),
    });
    agents.set(number, id);
    logins.push({ number, name, password: secret });
  }
  const more: Login[] = [];
  for (const { number, name, role, groups: names } of others) {
    const secret = password();
    const groupsOf = names.map((group) => groups[group]);
    const data = { tenant, number, displayName: name, password: secret, role: roles.get(role), groups: groupsOf };
    await add('plugin::users-permissions.user', data);
    more.push({ tenant: 'demo', number, name, role, password: secret });
  }
  const phonePassword = password();
  const phone = await add('plugin::users-permissions.user', { tenant, number: '8001', displayName: '前台话机', phonePassword });

  const afterSales = await add('api::queue.queue', { tenant, name: '售后', groups: [groups.售后], welcome: 'zh/welcome' });
  const sales = await add('api::queue.queue', { tenant, name: '售前', groups: [groups.售前] });
  const { id: trunk } = await add('api::trunk.trunk', {
    tenant,
    name: 'demo-carrier',
    addresses: instance.carrierHost,
    host: instance.carrierHost,
    port: instance.ports.carrier,
  });
  const numbers = [
    { number: '4008000001', reaches: 'queue', queue: afterSales.id, outbound: true },
    { number: '4008000002', reaches: 'queue', queue: sales.id, outbound: true },
    { number: '4008000003', reaches: 'agent', agent: agents.get('1001'), outbound: false },
    { number: '4008000008', reaches: 'agent', agent: phone.id, outbound: false },
  ];
  for (const number of numbers) await add('api::number.number', { tenant, trunk, ...number });
  await add('api::flow.flow', { tenant, ...productTour });
  await seedPlatform(strapi, tenant, [...agents.values()]);
  await seedPlugins(
    strapi,
    { id: TenantId.parse(documentId), row: tenant },
    {
      agents: people.map(({ number, groups: names }) => ({
        account: agents.get(number) ?? 0,
        groups: names.map((name) => groups[name]),
      })),
    },
  );

  return {
    tenant: 'demo',
    agents: logins,
    others: [...more, ...(await seedSecond(strapi))],
    number: '4008000001',
    deskPhone: { agent: AgentId.parse(phone.documentId), password: phonePassword, number: '4008000008' },
  };
}
