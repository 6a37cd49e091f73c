/** CMP-05: an agent gets customers: some of those that are nobody's, or one who was not on the list. */
import type { AddCustomerBody } from './contract';
import { Refused, type Call } from '@zuoxi/plugin';
import { callerOf, service } from '@zuoxi/record-plane';
import { z } from 'zod';
import { accountOf, askerOf, idIn, type Asker } from './asker';
import { myCampaign, type Campaign } from './mine';
import { rows } from './rows';
import { tellChanged } from './workbench';

const Row = z.object({ id: z.number() });
const Taken = z.object({ id: z.string() });

/** Whose leader is to see the customer: the asker's first group that the campaign names, else their first. */
async function groupFor({ strapi, tenant, who }: Asker, { groups }: Campaign): Promise<number | null> {
  const group = who.groups.find(({ id }) => groups.includes(id)) ?? who.groups[0];
  const [found] = await rows(strapi, Row, 'select id from groups where tenant_id = ? and document_id = ?', [
    tenant,
    group?.id ?? '',
  ]);
  return found?.id ?? null;
}

/** Customers that another agent is taking right now are passed over, so that no two get the same one. */
const take = `update campaigns_customers set owner_id = ?, group_id = ?, updated_at = ? where id = any(array(
  select k.id from campaigns_customers k
   where k.tenant_id = ? and k.owner_id is null and k.campaign_id = ? and k.status = 'unprocessed'
   order by k.created_at limit greatest(0, ? - (
     select count(*) from campaigns_customers h
      where h.tenant_id = ? and h.owner_id = ? and h.campaign_id = ? and h.status = 'unprocessed'))
   for update skip locked)) returning document_id as id`;

/** How many were taken. */
export async function fetchCustomers(call: Call): Promise<number> {
  const asker = await askerOf(call);
  const { strapi, tenant } = asker;
  const campaign = await myCampaign(asker, idIn(call.params.campaign));
  if (campaign.fetchCount === 0) throw new Refused('forbidden');
  const owner = accountOf(asker);
  const group = await groupFor(asker, campaign);
  const { row, fetchCount } = campaign;
  const taken = await strapi.db.transaction(async ({ trx }) => {
    // one after the other: a second click of the same agent counts what the first one took
    await rows(strapi, Row, 'select id from up_users where id = ? for no key update', [owner], trx);
    const values = [owner, group, new Date(), tenant, row, fetchCount, tenant, owner, row];
    return rows(strapi, Taken, take, values, trx);
  });
  await tellChanged(
    strapi,
    taken.map(({ id }) => id),
  );
  return taken.length;
}

/** The new customer's id. */
export async function addCustomer(call: Call<unknown, z.output<typeof AddCustomerBody>>): Promise<string> {
  const asker = await askerOf(call);
  const campaign = await myCampaign(asker, idIn(call.params.campaign));
  if (!campaign.mayAdd) throw new Refused('forbidden');
  const set = { campaign: campaign.row, owner: accountOf(asker), group: await groupFor(asker, campaign) };
  return service(asker.strapi, 'rows').create(callerOf(call.ctx), 'campaign-customer', call.body.values, set);
}
