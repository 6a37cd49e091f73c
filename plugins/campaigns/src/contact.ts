/** CMP-16: what came of a call, asked of the agent after each one; and what all of them said before (CMP-18). */
import type { UID } from '@strapi/strapi';
import type { FieldIssue } from '@zuoxi/contracts';
import { ContactLine, type ContactBody } from './contract';
import { Refused, type Call } from '@zuoxi/plugin';
import { z } from 'zod';
import { accountOf } from './asker';
import { customerOf } from './customer';
import { resultsOfCampaign } from './mine';
import { at, json, rows } from './rows';
import { uids } from './types/words';

const contactUid = uids.contact as UID.ContentType;
const customerUid = uids.customer as UID.ContentType;

const Result = z.object({ row: z.number(), id: z.string() });
type Contact = z.output<typeof ContactBody>;

/** `possible`: the campaign's results that go with the status (CMP-17). */
function issuesOf({ status, result, followUpAt }: Contact, possible: readonly z.infer<typeof Result>[], now: Date): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (result === null && possible.length > 0) issues.push({ field: 'result', code: 'required' });
  if (result !== null && !possible.some(({ id }) => id === result)) issues.push({ field: 'result', code: 'choice' });
  if (followUpAt !== null && status !== 'followUp') issues.push({ field: 'followUpAt', code: 'notWritable' });
  else if (followUpAt !== null && new Date(followUpAt) < now)
    issues.push({ field: 'followUpAt', code: 'tooSmall', limit: now.toISOString() });
  return issues;
}

export async function recordContact(call: Call<unknown, Contact>): Promise<void> {
  const { status, remark, call: callId } = call.body;
  const [asker, customer] = await customerOf(call, 'update');
  const { strapi } = asker;
  const owner = accountOf(asker);
  if (!customer.active) throw new Refused('notFound');
  const possible = await rows(
    strapi,
    Result,
    `select r.id as row, r.document_id as id from campaigns c join campaigns_results r on ${resultsOfCampaign}
      where c.tenant_id = ? and c.id = ? and r.status = ?`,
    [asker.tenant, customer.campaign, status],
  );
  const issues = issuesOf(call.body, possible, new Date());
  if (issues.length > 0) throw new Refused('invalid', { issues });
  const result = possible.find(({ id }) => id === call.body.result)?.row ?? null;
  const { campaign, group } = customer;
  await strapi.db.transaction(async () => {
    const record = { campaign, customer: customer.row, owner, group, status, result, remark, call: callId };
    await strapi.documents(contactUid).create({ data: record });
    const left = { status, result, followUpAt: call.body.followUpAt };
    await strapi.documents(customerUid).update({ documentId: customer.id, data: left });
  });
}

const Line = ContactLine.extend({ at, agent: json(ContactLine.shape.agent) });

export async function historyOf(call: Call): Promise<ContactLine[]> {
  const [{ strapi, tenant }, customer] = await customerOf(call, 'read');
  return rows(
    strapi,
    Line,
    `select n.document_id as id, n.created_at as at, n.status, r.name as result, coalesce(n.remark, '') as remark, n.call,
       case when u.id is not null
         then jsonb_build_object('id', u.document_id, 'number', u.number, 'name', coalesce(u.display_name, u.number)) end as agent
       from campaigns_contacts n left join campaigns_results r on r.id = n.result_id left join up_users u on u.id = n.owner_id
      where n.tenant_id = ? and n.customer_id = ? order by n.created_at desc, n.id desc limit 100`,
    [tenant, customer.row],
  );
}
