/**
 * react-admin's window on the record plane. Lists are keyset pages: page n + 1 starts after the last row of page n, so turning to page 2,000 costs
 * what page 1 costs and a new call does not shift rows twice onto the screen.
 */
import type { DataProvider, GetListParams, GetListResult, GetOneParams, RaRecord } from 'react-admin';
import type { Records, RecordsFilter } from './records';

export const recordsResource = 'records';

/** Where each page of a list begins, as far as it has been turned. */
class Cursors {
  private readonly known = new Map<string, (string | null)[]>();

  /** The pages before `page` that were seen, page 1 included. */
  of(list: string): (string | null)[] {
    const found = this.known.get(list) ?? [null];
    this.known.set(list, found);
    if (this.known.size > 50) this.known.delete([...this.known.keys()][0] ?? '');
    return found;
  }
}

export function recordsDataProvider(records: Records): DataProvider {
  const cursors = new Cursors();

  async function getList(resource: string, { pagination, filter, signal }: GetListParams): Promise<GetListResult> {
    only(resource);
    const { page = 1, perPage = 25 } = pagination ?? {};
    const asked: RecordsFilter = filter;
    const starts = cursors.of(JSON.stringify([asked, perPage]));
    // a page that was jumped to is reached by walking there
    for (let n = Math.min(page, starts.length); ; n++) {
      const after = starts[n - 1] ?? null;
      const { data, next } = await records.page(asked, perPage, after, signal);
      starts[n] = next;
      if (n === page || !next) return { data, pageInfo: { hasNextPage: next !== null, hasPreviousPage: n > 1 } };
    }
  }

  const getOne = async (resource: string, { id, signal }: GetOneParams & { signal?: AbortSignal }) => {
    only(resource);
    const { record } = await records.one(String(id), signal);
    return { data: record };
  };

  return {
    supportAbortSignal: true,
    getList: getList as DataProvider['getList'],
    getOne: getOne as DataProvider['getOne'],
    getMany: async (resource: string, { ids }: { ids: RaRecord['id'][] }) => ({
      data: await Promise.all(ids.map(async (id) => (await getOne(resource, { id })).data)),
    }),
    getManyReference: refuse,
    create: refuse,
    update: refuse,
    updateMany: refuse,
    delete: refuse,
    deleteMany: refuse,
  } as DataProvider;
}

function only(resource: string): void {
  if (resource !== recordsResource) throw new Error(`no such list: ${resource}`);
}
const refuse = (): Promise<never> => Promise.reject(new Error('call records are read only'));
