/** CMP-02, CMP-03: the campaigns that the asker works on, with their own customers counted: one statement. */
import { CallResult, CustomerStatus, MyCampaign } from './contract';
import { Refused } from '@zuoxi/plugin';
import { z } from 'zod';
import type { Asker } from './asker';
import { json, rows } from './rows';

const Counts = z.partialRecord(CustomerStatus, z.number()).nullable();
const none = Object.fromEntries(CustomerStatus.options.map((status) => [status, 0])) as MyCampaign['counts'];

/** `row` and `groups` are for the server alone. */
const Found = MyCampaign.extend({
  row: z.number(),
  dialModes: json(MyCampaign.shape.dialModes),
  results: json(z.array(CallResult)),
  counts: json(Counts).transform((counted) => ({ ...none, ...counted })),
  groups: json(z.array(z.string())),
});
export type Campaign = z.infer<typeof Found>;

/** Results `r` of a campaign `c`: those it names, or all (CMP-17). */
export const resultsOfCampaign = `r.tenant_id = c.tenant_id and (
  exists (select 1 from campaigns_results_lnk l where l.campaign_id = c.id and l.campaign_result_id = r.id)
  or not exists (select 1 from campaigns_results_lnk l where l.campaign_id = c.id))`;

const results = `coalesce((select jsonb_agg(jsonb_build_object('id', r.document_id, 'name', r.name, 'status', r.status)
  order by r.position, r.id) from campaigns_results r where ${resultsOfCampaign}), '[]')`;
const counts = `(select jsonb_object_agg(k.status, k.n) from (select k.status, count(*)::int as n from campaigns_customers k
  where k.tenant_id = c.tenant_id and k.campaign_id = c.id and k.owner_id = ? group by k.status) k)`;
const groups = `coalesce((select jsonb_agg(g.document_id) from campaigns_groups_lnk l join groups g on g.id = l.group_id
  where l.campaign_id = c.id), '[]')`;

const statement = `select * from (
  select c.id as row, c.document_id as id, c.name, c.dial_modes as "dialModes", c.countdown_seconds as "countdownSeconds",
    c.extension_seconds as "extensionSeconds", c.fetch_count as "fetchCount", coalesce(c.may_add, false) as "mayAdd", c.script,
    ${results} as results, ${counts} as counts, ${groups} as groups
  from campaigns c where c.tenant_id = ? and c.active and (?::text is null or c.document_id = ?)
) c where c.groups = '[]' or c.groups \\?| ? order by c.row`;

const find = ({ strapi, tenant, account, who }: Asker, id: string | null): Promise<Campaign[]> =>
  rows(strapi, Found, statement, [account, tenant, id, id, who.groups.map((group) => group.id)]);

export async function myCampaigns(asker: Asker): Promise<MyCampaign[]> {
  return (await find(asker, null)).map(({ row: _row, groups: _groups, ...campaign }) => campaign);
}

/** Refuses one that is off, another group's or another enterprise's: for the asker there is none. */
export async function myCampaign(asker: Asker, id: string): Promise<Campaign> {
  const [found] = await find(asker, id);
  if (!found) throw new Refused('notFound');
  return found;
}
