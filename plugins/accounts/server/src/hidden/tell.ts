/** That somebody guesses at numbers: into the audit log, and once it is stopped to everybody who reads that log. */
import type { Core } from '@strapi/strapi';
import { notices, type Notice, type SignedIn } from '@zuoxi/contracts';
import { z } from 'zod';
import { ask } from '@zuoxi/record-plane';
import { auditBy } from '../audit/audit';
import type { Standing } from './budget';

const acts = { halfGone: 'number.asked', usedUp: 'number.askingStopped' } as const;

type Words = (person: string, misses: number) => Pick<Notice, 'subject' | 'body'>;
const words: Readonly<Record<SignedIn['tenant']['language'], Words>> = {
  zh: (person, misses) => ({
    subject: `安全提醒：${person} 多次猜测被隐藏的号码`,
    body: `${person} 用整号查询被隐藏的号码，已有 ${misses} 次没有找到，系统已暂停该账号的整号查询。请了解原因；详情见“设置 - 审计日志”。`,
  }),
  en: (person, misses) => ({
    subject: `Security notice: ${person} guessed at hidden numbers`,
    body: `${person} asked for ${misses} whole numbers behind stars that are not there, and may ask for none until later. Find out why; the audit log (Settings) has the details.`,
  }),
};

const Row = z.object({ row: z.number() });
/** Who may read the audit log, by the role's own permissions or those of its base. */
const readers = `select u.id as row from up_users u join roles r on r.id = u.role_id
  where u.tenant_id = (select id from tenants where document_id = ?) and u.blocked is not true
    and case when coalesce(jsonb_typeof(r.permissions::jsonb), 'null') = 'null' then r.base in ('admin', 'operator')
      else r.permissions::jsonb -> 'actions' \\? 'audit' end
  order by u.id limit 100`;

export async function tell(strapi: Core.Strapi, who: SignedIn, { is, misses }: Standing): Promise<void> {
  await auditBy(strapi, who, { act: acts[is], target: who.agent.id, details: { misses } });
  if (is !== 'usedUp') return;
  const to = z.array(Row).parse(await ask(strapi, { text: readers, values: [who.tenant.id] }));
  const said = words[who.tenant.language](`${who.agent.number} ${who.agent.name}`, misses);
  const notice: Notice = { tenant: who.tenant.id, to: to.map(({ row }) => row), ...said };
  await strapi.eventHub.emit(notices, notice);
}
