import type { Server } from 'node:http';
import { StandIn } from '../../../dev/stand-in/stand-in';
import { recordsDataProvider } from './data-provider';
import { Http } from './http';
import { Records } from './records';

let standIn: StandIn;
let server: Server;
let records: Records;

beforeEach(async () => {
  standIn = new StandIn();
  const { port, server: listening } = await standIn.listen();
  server = listening;
  records = new Records(new Http(`http://127.0.0.1:${port}/api`, () => 'jwt'));
});
afterEach(() => standIn.stop(server));

const list = (page: number, filter = {}) =>
  recordsDataProvider(records).getList('records', {
    pagination: { page, perPage: 50 },
    sort: { field: 'startedAt', order: 'DESC' },
    filter,
  });

test('pages follow one another without gap or repeat, and the last one knows it', async () => {
  const provider = recordsDataProvider(records);
  const pages = [];
  for (const page of [1, 2, 3, 4])
    pages.push(
      await provider.getList('records', {
        pagination: { page, perPage: 50 },
        sort: { field: 'startedAt', order: 'DESC' },
        filter: {},
      }),
    );
  const ids = pages.flatMap((p) => p.data.map((r) => r.id));
  expect(ids).toEqual(standIn.rest.records.map((r) => r.id));
  expect(pages.map((p) => p.pageInfo?.hasNextPage)).toEqual([true, true, true, false]);
});

test('a page that was jumped to is found all the same', async () => {
  expect((await list(3)).data[0]?.id).toBe(standIn.rest.records[100]?.id);
});

test('CDR-05 the filter is asked of the server', async () => {
  const { data } = await list(1, { filter: 'notConnected' });
  expect(data.every((r) => r.type !== 'success')).toBe(true);
});

test('every record since a moment is read, page after page', async () => {
  const { rows, all } = await records.since(0);
  expect(rows).toHaveLength(standIn.rest.records.length);
  expect(all).toBe(true);
});

test('a record plane that is away is told apart from one that refuses', async () => {
  await expect(records.one('s1-1-none')).rejects.toMatchObject({ code: 'notFound' });
  standIn.rest.away = true;
  await expect(records.one('s1-1-1000')).rejects.toMatchObject({ code: 'away' });
});

test('a record is not written from here', async () => {
  await expect(recordsDataProvider(records).delete('records', { id: 1 })).rejects.toThrow('read only');
});
