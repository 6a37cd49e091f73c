import { RpcError, type MethodName, type Params, type Result, type RpcClient } from 'kamailio-rpc-client';
import { digestOf, pushPhones, pushTrunks } from './tables';

/** Kamailio's hash tables, with the same answers, and a list of what was done to them. */
function hashTables(): {
  rpc: RpcClient;
  tables: Record<string, Map<string, string>>;
  done: string[];
  failAfter(calls: number): void;
} {
  const tables: Record<string, Map<string, string>> = { trunks: new Map(), phones: new Map(), pushed: new Map() };
  const done: string[] = [];
  let left = Infinity;
  const answer = (method: string, [name = '', key = '', value = '']: readonly unknown[]): unknown => {
    const table = tables[String(name)] ?? new Map<string, string>();
    const refuse = (code: number): never => {
      throw new RpcError(method, { kind: 'refused', code }, 'no');
    };
    if (left-- <= 0) throw new RpcError(method, { kind: 'unreachable' }, 'gone');
    if (method === 'htable.get') return table.get(String(key)) ?? refuse(500);
    if (method === 'htable.dump') return name === 'phones' ? refuse(403) : new Map(table);
    done.push(`${method} ${[name, key].filter(Boolean).join(' ')}`);
    if (method === 'htable.sets') table.set(String(key), String(value));
    else if (method === 'htable.flush') table.clear();
    else if (method === 'htable.delete' && !table.delete(String(key))) refuse(404);
    return undefined;
  };
  const call = async <M extends MethodName>(method: M, ...params: Params<M>): Promise<Result<M>> =>
    answer(method, params) as Result<M>;
  return { rpc: { call, close: () => undefined }, tables, done, failAfter: (calls) => (left = calls) };
}

const table = (entries: Record<string, string>): Map<string, string> => new Map(Object.entries(entries));

it('trunks: what is new is written before what is old is removed, and what stays is not touched', async () => {
  const { rpc, tables, done } = hashTables();
  tables.trunks = table({ '10.0.0.1': 't1', '10.0.0.2': 't1' });
  await pushTrunks(rpc, table({ '10.0.0.1': 't1', '10.0.0.3': 't2' }));
  expect(done).toEqual(['htable.sets trunks 10.0.0.3', 'htable.delete trunks 10.0.0.2']);
  expect(tables.trunks).toEqual(table({ '10.0.0.1': 't1', '10.0.0.3': 't2' }));
});

describe('phones', () => {
  const before = table({ a1: 'h1', a2: 'h2' });
  const after = table({ a1: 'h1', a3: 'h3' });

  it('are written whole into a Kamailio that was restarted', async () => {
    const { rpc, tables } = hashTables();
    await pushPhones(rpc, before, before);
    expect(tables.phones).toEqual(before);
    expect(tables.pushed?.get('phones')).toBe(digestOf(before));
  });

  it('are left alone by a switch that was restarted and wants the same', async () => {
    const { rpc, done } = hashTables();
    await pushPhones(rpc, null, before);
    done.length = 0;
    await pushPhones(rpc, null, before);
    expect(done).toEqual([]);
  });

  it('follow a changed directory by the difference', async () => {
    const { rpc, tables, done } = hashTables();
    await pushPhones(rpc, null, before);
    done.length = 0;
    await pushPhones(rpc, before, after);
    expect(done.filter((d) => d.includes(' phones '))).toEqual(['htable.sets phones a3', 'htable.delete phones a2']);
    expect(tables.phones).toEqual(after);
  });

  it('leave nobody behind who was removed while the switch was away', async () => {
    const { rpc, tables } = hashTables();
    await pushPhones(rpc, null, before);
    await pushPhones(rpc, null, after);
    expect(tables.phones).toEqual(after);
  });

  it('are written again whole after a push that was broken off anywhere', async () => {
    for (let calls = 1; calls < 8; calls++) {
      const { rpc, tables, failAfter } = hashTables();
      await pushPhones(rpc, null, before);
      failAfter(calls);
      await pushPhones(rpc, before, after).catch(() => undefined);
      failAfter(Infinity);
      await pushPhones(rpc, before, after);
      expect(tables.phones).toEqual(after);
    }
  });
});
