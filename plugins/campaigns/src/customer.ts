import { Refused, type Call } from '@zuoxi/plugin';
import { callerOf, service } from '@zuoxi/record-plane';
import { z } from 'zod';
import { askerOf, idIn, type Asker } from './asker';
import { rows } from './rows';

const Found = z.object({
  row: z.number(),
  id: z.string(),
  owner: z.number().nullable(),
  group: z.number().nullable(),
  campaign: z.number().nullable(),
  active: z.boolean(),
});
export type Customer = z.infer<typeof Found>;

/**
 * The customer `:id` for the asker: one's own, or for who leads (`groupTasks`) one that the role reaches. Anybody else's is as if it did not exist.
 * `active` is the campaign's.
 */
export async function customerOf(
  call: Pick<Call, 'kit' | 'who' | 'ctx' | 'params'>,
  may: 'read' | 'update',
): Promise<[Asker, Customer]> {
  const asker = await askerOf(call);
  const id = idIn(call.params.id);
  const [found] = await rows(
    asker.strapi,
    Found,
    `select k.id as row, k.document_id as id, k.owner_id as owner, k.group_id as "group", c.id as campaign, coalesce(c.active, false) as active
       from campaigns_customers k left join campaigns c on c.id = k.campaign_id where k.tenant_id = ? and k.document_id = ?`,
    [asker.tenant, id],
  );
  if (!found) throw new Refused('notFound');
  const own = found.owner !== null && found.owner === asker.account;
  const leads = may === 'read' || asker.who.permissions.actions.includes('groupTasks');
  const reached =
    own || (leads && (await service(asker.strapi, 'rows').reaches(callerOf(call.ctx), 'campaign-customer', id, may)));
  if (!reached) throw new Refused('notFound');
  return [asker, found];
}
