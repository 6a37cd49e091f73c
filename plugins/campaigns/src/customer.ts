import { idIn, may, Refused, sql, type Call } from '@zuoxi/plugin';
import { z } from 'zod';

const Customer = z.object({
  row: z.number(),
  id: z.string(),
  owner: z.number().nullable(),
  group: z.number().nullable(),
  campaign: z.number().nullable(),
  active: z.boolean(),
});
export type Customer = z.infer<typeof Customer>;

/**
 * The customer `:id` for the asker: one's own, or for who leads (`groupTasks`) one that the role reaches. Anybody else's is as if it did not exist.
 * `active` is the campaign's.
 */
export async function customerOf(
  { kit, caller, rows, params }: Pick<Call, 'kit' | 'caller' | 'rows' | 'params'>,
  to: 'read' | 'update',
): Promise<Customer> {
  const id = idIn(params.id);
  const customer = await kit.database.readOne(
    Customer,
    sql`select k.id as row, k.document_id as id, k.owner_id as owner, k.group_id as "group", c.id as campaign, coalesce(c.active, false) as active
       from campaigns_customers k left join campaigns c on c.id = k.campaign_id where k.tenant_id = ${kit.tenantKey} and k.document_id = ${id}`,
  );
  if (!customer) throw new Refused('notFound');
  const own = customer.owner !== null && customer.owner === caller.account;
  const leads = to === 'read' || may(caller, 'groupTasks');
  if (!own && !(leads && (await rows.reaches('campaign-customer', id, to)))) throw new Refused('notFound');
  return customer;
}
