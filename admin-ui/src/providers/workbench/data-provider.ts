/**
 * react-admin's window on the rows of every type. Pages are keyset pages: page n + 1 begins after the last row of page n; a page that is jumped to skips.
 * Filter values are `{ conditions, search }`.
 */
import type { DataProvider, GetListParams, GetListResult, RaRecord } from 'react-admin';
import type { Filter } from '@zuoxi/contracts';
import { recordsDataProvider, recordsResource } from '../strapi/data-provider';
import type { Records } from '../strapi/records';
import type { WorkbenchClient } from './client';

/** `fixed`: what holds whatever is searched for. */
export type RowsFilter = { conditions?: Filter; search?: string; fixed?: Filter };

export const conditionsOf = ({ conditions = [], fixed = [] }: RowsFilter): Filter => [...fixed, ...conditions];

/** The beginnings of the pages that were turned, list by list. */
class Turned {
  private readonly lists = new Map<string, Map<number, string | null>>();

  of(list: string): Map<number, string | null> {
    const known = this.lists.get(list) ?? new Map<number, string | null>([[1, null]]);
    this.lists.delete(list); // the newest last
    this.lists.set(list, known);
    if (this.lists.size > 50) this.lists.delete([...this.lists.keys()][0] ?? '');
    return known;
  }
}

export function workbenchDataProvider(client: WorkbenchClient, records: Records): DataProvider {
  const turned = new Turned();
  const ofRecords = recordsDataProvider(records);

  async function getList(type: string, params: GetListParams): Promise<GetListResult> {
    if (type === recordsResource) return ofRecords.getList(type, params);
    const { pagination, sort, filter, signal } = params;
    const { page = 1, perPage = 10 } = pagination ?? {};
    const { search }: RowsFilter = filter;
    const conditions = conditionsOf(filter);
    const by = sort && ({ field: sort.field, order: sort.order === 'ASC' ? 'asc' : 'desc' } as const);
    const starts = turned.of(JSON.stringify([type, conditions, search, by, perPage]));
    const known = starts.get(page);
    const from = known === undefined ? { skip: (page - 1) * perPage } : { after: known };
    const { data, next } = await client.page(type, { filter: conditions, search, sort: by, limit: perPage, ...from }, signal);
    if (next) starts.set(page + 1, next);
    return { data, pageInfo: { hasNextPage: next !== null, hasPreviousPage: page > 1 } };
  }

  const getOne = async (type: string, { id, signal }: { id: RaRecord['id']; signal?: AbortSignal }) =>
    type === recordsResource ? ofRecords.getOne(type, { id }) : { data: await client.one(type, String(id), signal) };

  return {
    supportAbortSignal: true,
    getList,
    getOne,
    getMany: async (type: string, { ids }: { ids: RaRecord['id'][] }) => {
      const filter: Filter = [{ field: 'id', op: 'in', value: ids.map(String) }];
      return { data: (await client.page(type, { filter, limit: Math.min(200, Math.max(1, ids.length)) })).data };
    },
    getManyReference: () => Promise.reject(new Error('lists of related rows are asked by a condition')),
    create: async (type: string, { data }: { data: Record<string, unknown> }) => ({ data: await client.create(type, data) }),
    update: async (type: string, { id, data }: { id: RaRecord['id']; data: Record<string, unknown> }) => ({
      data: await client.update(type, String(id), data),
    }),
    updateMany: async (type: string, { ids, data }: { ids: RaRecord['id'][]; data: Record<string, unknown> }) => {
      await client.bulk(type, { action: 'update', ids: ids.map(String), values: data });
      return { data: ids };
    },
    delete: async (type: string, { id, previousData }: { id: RaRecord['id']; previousData?: RaRecord }) => {
      await client.remove(type, String(id));
      return { data: previousData ?? { id } };
    },
    deleteMany: async (type: string, { ids }: { ids: RaRecord['id'][] }) => {
      await client.bulk(type, { action: 'delete', ids: ids.map(String) });
      return { data: ids };
    },
  } as DataProvider;
}
