/** CMP-16: what came of a call, asked of the agent after each one; and what all of them said before (CMP-18). */
import type { FieldIssue } from '@zuoxi/contracts';
import { accountOf, Refused, sql, timeColumn, type Call } from '@zuoxi/plugin';
import { z } from 'zod';
import { ContactLine, type ContactBody } from './contract';
import { customerOf } from './customer';
import { resultsFor } from './mine';

type Contact = z.output<typeof ContactBody>;

/** `possible`: the campaign's results that go with the status (CMP-17). */
function issuesOf({ status, result, followUpAt }: Contact, possible: readonly { documentId: string }[], now: Date): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (result === null && possible.length > 0) issues.push({ field: 'result', code: 'required' });
  if (result !== null && !possible.some((one) => one.documentId === result)) issues.push({ field: 'result', code: 'choice' });
  if (followUpAt !== null && status !== 'followUp') issues.push({ field: 'followUpAt', code: 'notWritable' });
  else if (followUpAt !== null && new Date(followUpAt) < now)
    issues.push({ field: 'followUpAt', code: 'tooSmall', limit: now.toISOString() });
  return issues;
}

export async function recordContact(call: Call<unknown, Contact>): Promise<void> {
  const { kit, rows, caller } = call;
  const { status, remark, followUpAt } = call.body;
  const customer = await customerOf(call, 'update');
  const owner = accountOf(caller);
  const { id, row, campaign, group, active } = customer;
  if (!active || campaign === null) throw new Refused('notFound');
  const possible = await resultsFor(call, campaign, status);
  const issues = issuesOf(call.body, possible, new Date());
  if (issues.length > 0) throw new Refused('invalid', { issues });
  const result = possible.find((one) => one.documentId === call.body.result)?.id ?? null;
  await kit.database.transaction(async () => {
    const record = { campaign, customer: row, owner, group, status, result, remark, call: call.body.call };
    await rows.create('contact-record', {}, record);
    await rows.change('campaign-customer', id, {}, { status, result, followUpAt });
  });
}

const Line = ContactLine.omit({ agent: true }).extend({ at: timeColumn, agent: z.number().nullable() });

export async function historyOf(call: Call): Promise<ContactLine[]> {
  const { kit } = call;
  const customer = await customerOf(call, 'read');
  const lines = await kit.database.read(
    Line,
    sql`select n.document_id as id, n.created_at as at, n.status, r.name as result, coalesce(n.remark, '') as remark, n.call, n.owner_id as agent
       from campaigns_contacts n left join campaigns_results r on r.id = n.result_id
      where n.tenant_id = ${kit.tenantKey} and n.customer_id = ${customer.row} order by n.created_at desc, n.id desc limit 100`,
  );
  const people = await kit.people(lines.flatMap(({ agent }) => agent ?? []));
  return lines.map(({ agent, ...line }) => ({ ...line, agent: agent === null ? null : (people.get(agent) ?? null) }));
}
