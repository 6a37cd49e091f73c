/** CMP-09, CMP-13: whom to dial now, and that somebody was dialled. */
import { idIn, sql, type Call } from '@zuoxi/plugin';
import { z } from 'zod';
import { customerOf } from './customer';
import { myCampaign } from './mine';

/** One of the asker's own customers; null: nobody is left for now. Who was promised a call comes first; then who was not called yet, before those who did not answer. */
export async function nextCustomer(call: Call): Promise<string | null> {
  const { kit, caller, params } = call;
  const { row } = await myCampaign(call, idIn(params.campaign));
  const next = await kit.database.readOne(
    z.object({ id: z.string() }),
    sql`select k.document_id as id from campaigns_customers k
      where k.tenant_id = ${kit.tenantKey} and k.owner_id = ${caller.account} and k.campaign_id = ${row}
        and (k.status = 'unprocessed' or (k.status = 'followUp' and k.follow_up_at <= ${new Date()}))
      order by k.status = 'unprocessed', case k.status when 'followUp' then k.follow_up_at end, k.last_call_at nulls first, k.id limit 1`,
  );
  return next?.id ?? null;
}

export async function countDialled(call: Call): Promise<void> {
  const { kit } = call;
  const customer = await customerOf(call, 'update');
  const now = new Date(); // Strapi's columns of time have no zone: they hold what the driver writes
  await kit.database.ask(
    sql`update campaigns_customers set attempts = coalesce(attempts, 0) + 1, last_call_at = ${now}, updated_at = ${now}
      where tenant_id = ${kit.tenantKey} and id = ${customer.row}`,
  );
  await kit.changed('campaign-customer', [customer.id]);
}
