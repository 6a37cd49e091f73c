/** CMP-05: an agent gets customers: some of those that are nobody's, or one who was not on the list. */
import { accountOf, idIn, Refused, sql, type Call, type Caller } from '@zuoxi/plugin';
import { z } from 'zod';
import type { AddCustomerBody } from './contract';
import { myCampaign, type Campaign } from './mine';

const Taken = z.object({ id: z.string() });

/** Whose leader is to see the customer: the asker's first group that the campaign names, else their first. */
const groupFor = ({ groups }: Caller, campaign: Campaign): number | null =>
  groups.find((group) => campaign.groups.includes(group)) ?? groups[0] ?? null;

/** How many were taken. Customers that another agent is taking right now are passed over, so that no two get the same one. */
export async function fetchCustomers(call: Call): Promise<number> {
  const { kit, caller, params } = call;
  const campaign = await myCampaign(call, idIn(params.campaign));
  if (campaign.fetchCount === 0) throw new Refused('forbidden');
  const owner = accountOf(caller);
  const { row, fetchCount } = campaign;
  const taken = await kit.database.transaction(async (database) => {
    // one after the other: a second click of the same agent counts what the first one took
    await database.ask(sql`select pg_advisory_xact_lock(hashtextextended(${`campaigns.fetch ${owner}`}, 0))`);
    return database.read(
      Taken,
      sql`update campaigns_customers set owner_id = ${owner}, group_id = ${groupFor(caller, campaign)}, updated_at = ${new Date()} where id = any(array(
        select k.id from campaigns_customers k
         where k.tenant_id = ${kit.tenantKey} and k.owner_id is null and k.campaign_id = ${row} and k.status = 'unprocessed'
         order by k.created_at limit greatest(0, ${fetchCount} - (
           select count(*) from campaigns_customers h
            where h.tenant_id = ${kit.tenantKey} and h.owner_id = ${owner} and h.campaign_id = ${row} and h.status = 'unprocessed'))
         for update skip locked)) returning document_id as id`,
    );
  });
  await kit.changed(
    'campaign-customer',
    taken.map(({ id }) => id),
  );
  return taken.length;
}

/** The new customer's id. */
export async function addCustomer(call: Call<unknown, z.output<typeof AddCustomerBody>>): Promise<string> {
  const { caller, rows, params, body } = call;
  const campaign = await myCampaign(call, idIn(params.campaign));
  if (!campaign.mayAdd) throw new Refused('forbidden');
  const set = { campaign: campaign.row, owner: accountOf(caller), group: groupFor(caller, campaign) };
  return rows.create('campaign-customer', body.values, set);
}
