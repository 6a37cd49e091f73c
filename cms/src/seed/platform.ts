/** The demo of the low-code platform: a type that came as data (`scripts/templates/types`), a field that the enterprise made. */
import type { Core } from '@strapi/strapi';
import { CustomField } from '@zuoxi/contracts';
import { create } from './create';

const visitUid = 'api::visit.visit';
const day = 86_400_000;

const satisfaction = CustomField.parse({
  type: 'visit',
  name: 'satisfaction',
  label: { zh: '满意度', en: 'Satisfaction' },
  help: { zh: '回访时请客户打分', en: 'Ask the customer on the visit' },
  of: {
    kind: 'choice',
    choices: [
      { value: 'high', label: { zh: '满意', en: 'Satisfied' } },
      { value: 'middle', label: { zh: '一般', en: 'Neutral' } },
      { value: 'low', label: { zh: '不满意', en: 'Dissatisfied' } },
    ],
  },
});

const visits = [
  { customer: '张伟', phone: '13800138001', address: '上海市静安区上海站', result: 'open', days: 1 },
  { customer: '刘洋', phone: '13900139002', address: '上海市黄浦区外滩', result: 'done', days: -1, satisfaction: 'high' },
  { customer: '陈静', phone: '13700137003', address: '北京市东城区王府井大街', result: 'noAnswer', days: -2 },
  { customer: '杨帆', phone: '13600136004', address: '深圳市南山区深南大道', result: 'done', days: -4, satisfaction: 'middle' },
  { customer: '周敏', phone: '13500135005', address: '广州市天河区体育西路', result: 'refused', days: -6, satisfaction: 'low' },
] as const;

/** @param owners rows of the agents who own the visits, in turn */
export async function seedPlatform(strapi: Core.Strapi, tenant: number, owners: readonly number[]): Promise<void> {
  const add = create(strapi);
  if (!Object.keys(strapi.contentTypes).includes(visitUid)) return; // the operator took it away before the first start
  const { type, name } = satisfaction;
  await add('plugin::workbench.field', { tenant, type, name, definition: satisfaction });
  for (const [i, { days, ...visit }] of visits.entries()) {
    const { satisfaction: said, ...values } = { satisfaction: undefined, ...visit };
    const due = new Date(Math.floor(Date.now() / day) * day + days * day + 7_200_000);
    await add(visitUid, { ...values, tenant, due, owner: owners[i % owners.length], custom: said ? { satisfaction: said } : {} });
  }
}
