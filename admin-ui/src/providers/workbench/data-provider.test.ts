import type { DataRow, ListReply } from '@zuoxi/contracts';
import { Http } from '../strapi/http';
import { Records } from '../strapi/records';
import { WorkbenchClient } from './client';
import { workbenchDataProvider } from './data-provider';

/** A record plane with rows r0, r1 … behind the contract's list route; `next` is the number of the row to go on with. */
function given(count: number) {
  const rows: DataRow[] = Array.from({ length: count }, (_, i) => ({ id: `r${i}` }));
  const asked: Record<string, string>[] = [];
  const fetcher: typeof fetch = async (path) => {
    const given = Object.fromEntries(new URL(String(path), 'http://plane').searchParams);
    asked.push(given);
    const from = Number(given.after ?? given.skip ?? 0);
    const to = from + Number(given.limit);
    const reply: ListReply = { data: rows.slice(from, to), next: to < count ? String(to) : null };
    return Response.json(reply);
  };
  const http = new Http('/api', () => 'jwt', fetcher);
  return { asked, provider: workbenchDataProvider(new WorkbenchClient(http), new Records(http)) };
}
const list = (page: number, filter = {}) => ({
  pagination: { page, perPage: 2 },
  sort: { field: 'createdAt', order: 'DESC' as const },
  filter,
});
const ids = ({ data }: { data: { id: unknown }[] }) => data.map(({ id }) => id);

test('WB-11 pages that are turned go on after the last row; a page that is jumped to skips', async () => {
  const { provider, asked } = given(9);
  expect(ids(await provider.getList('visit', list(1)))).toEqual(['r0', 'r1']);
  expect(ids(await provider.getList('visit', list(2)))).toEqual(['r2', 'r3']);
  expect(ids(await provider.getList('visit', list(4)))).toEqual(['r6', 'r7']);
  const last = await provider.getList('visit', list(5));
  expect(last.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true });
  expect(asked.map(({ after, skip }) => ({ after, skip }))).toEqual([{}, { after: '2' }, { skip: '6' }, { after: '8' }]);
});

test('another question begins on its own first page', async () => {
  const { provider, asked } = given(9);
  await provider.getList('visit', list(1));
  const conditions = [{ field: 'result', op: 'eq' as const, value: 'open' }];
  await provider.getList('visit', list(2, { conditions, search: '王' }));
  expect(asked[1]).toMatchObject({
    filter: JSON.stringify(conditions),
    search: '王',
    sort: '{"field":"createdAt","order":"desc"}',
    skip: '2',
  });
});
