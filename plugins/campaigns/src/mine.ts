/** CMP-02, CMP-03: the campaigns that the asker works on, with their own customers counted. */
import { jsonColumn, Refused, sql, type Call } from '@zuoxi/plugin';
import { z } from 'zod';
import { CallResult, CustomerStatus, MyCampaign } from './contract';
import { uids } from './types/words';

const Result = z.object({
  id: z.number(),
  documentId: z.string(),
  name: z.string(),
  status: CallResult.shape.status,
  position: z.number().nullable(),
});
const Row = z.object({
  id: z.number(),
  documentId: z.string(),
  name: z.string(),
  dialModes: jsonColumn(MyCampaign.shape.dialModes),
  countdownSeconds: z.number(),
  extensionSeconds: z.number(),
  fetchCount: z.number(),
  mayAdd: z.boolean().nullable(),
  script: z.string().nullable(),
  groups: z.array(z.object({ id: z.number() })),
  results: z.array(Result),
});
/** `row` and `groups` (primary keys) are for the server alone. */
export type Campaign = MyCampaign & { row: number; groups: readonly number[] };
type Asked = Pick<Call, 'kit' | 'caller'>;

const none = Object.fromEntries(CustomerStatus.options.map((status) => [status, 0])) as MyCampaign['counts'];
const Counted = z.object({ campaign: z.number(), status: CustomerStatus, n: z.number() });

/** Whose they are by the rules of the module, not by rights to settings: agents see none of those. */
async function activeCampaigns({ kit, caller }: Asked, where: object): Promise<z.infer<typeof Row>[]> {
  const found = await kit.strapi.db.query(uids.campaign).findMany({
    where: { ...where, active: true },
    populate: { groups: { select: ['id'] }, results: true },
    orderBy: { id: 'asc' },
  });
  const isMine = ({ groups }: z.infer<typeof Row>): boolean =>
    groups.length === 0 || groups.some(({ id }) => caller.groups.includes(id));
  return z.array(Row).parse(found).filter(isMine);
}

async function find(asked: Asked, where: object): Promise<Campaign[]> {
  const { kit, caller } = asked;
  const rows = await activeCampaigns(asked, where);
  const all = await resultsOf(asked);
  const counted = await kit.database.read(
    Counted,
    sql`select campaign_id as campaign, status, count(*)::int as n from campaigns_customers
      where tenant_id = ${kit.tenantKey} and owner_id = ${caller.account} and campaign_id = any(${rows.map(({ id }) => id)}) group by 1, 2`,
  );
  return rows.map(({ id, documentId, mayAdd, groups, results, ...campaign }) => {
    const counts = counted.filter((one) => one.campaign === id).map(({ status, n }) => [status, n]);
    return {
      ...campaign,
      row: id,
      id: documentId,
      mayAdd: mayAdd ?? false,
      groups: groups.map((group) => group.id),
      results: inOrder(results.length > 0 ? results : all).map(({ documentId: result, name, status }) => ({
        id: result,
        name,
        status,
      })),
      counts: { ...none, ...Object.fromEntries(counts) },
    };
  });
}

type ResultRow = z.infer<typeof Result>;
const inOrder = (results: readonly ResultRow[]): ResultRow[] =>
  [...results].sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || a.id - b.id);

/** Results of the enterprise, for a campaign that names none (CMP-17). */
const resultsOf = async ({ kit }: Pick<Asked, 'kit'>): Promise<ResultRow[]> =>
  z.array(Result).parse(await kit.strapi.db.query(uids.result).findMany());

/** Of a customer's campaign those that go with a status, with their primary keys. */
export async function resultsFor(asked: Pick<Asked, 'kit'>, campaign: number, status: string): Promise<ResultRow[]> {
  const found: unknown = await asked.kit.strapi.db
    .query(uids.campaign)
    .findOne({ where: { id: campaign }, populate: { results: true } });
  const { results } = z.object({ results: z.array(Result) }).parse(found);
  return (results.length > 0 ? results : await resultsOf(asked)).filter((result) => result.status === status);
}

export const myCampaigns = async (asked: Asked): Promise<MyCampaign[]> =>
  (await find(asked, {})).map(({ row: _row, groups: _groups, ...campaign }) => campaign);

/** Refuses one that is off, another group's or another enterprise's: for the asker there is none. */
export async function myCampaign(asked: Asked, id: string): Promise<Campaign> {
  const [found] = await find(asked, { documentId: id });
  if (!found) throw new Refused('notFound');
  return found;
}
