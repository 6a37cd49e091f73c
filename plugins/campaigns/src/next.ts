/** CMP-09, CMP-13: whom to dial now, and that somebody was dialled. */
import type { Call } from '@zuoxi/plugin';
import { z } from 'zod';
import { askerOf, idIn } from './asker';
import { customerOf } from './customer';
import { myCampaign } from './mine';
import { rows } from './rows';
import { tellChanged } from './workbench';

/** Who was promised a call comes first; then who was not called yet, before those who did not answer. */
const next = `select k.document_id as id from campaigns_customers k
  where k.tenant_id = ? and k.owner_id = ? and k.campaign_id = ?
    and (k.status = 'unprocessed' or (k.status = 'followUp' and k.follow_up_at <= ?))
  order by k.status = 'unprocessed', case k.status when 'followUp' then k.follow_up_at end, k.last_call_at nulls first, k.id limit 1`;

/** One of the asker's own customers; null: nobody is left for now. */
export async function nextCustomer(call: Call): Promise<string | null> {
  const asker = await askerOf(call);
  const { row } = await myCampaign(asker, idIn(call.params.campaign));
  const values = [asker.tenant, asker.account, row, new Date()];
  const [found] = await rows(asker.strapi, z.object({ id: z.string() }), next, values);
  return found?.id ?? null;
}

export async function countDialled(call: Call): Promise<void> {
  const [{ strapi }, customer] = await customerOf(call, 'update');
  const now = new Date();
  const dialled = `update campaigns_customers set attempts = coalesce(attempts, 0) + 1, last_call_at = ?, updated_at = ? where id = ? returning id`;
  await rows(strapi, z.unknown(), dialled, [now, now, customer.row]);
  await tellChanged(strapi, [customer.id]);
}
