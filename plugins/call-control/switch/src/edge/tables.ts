/** The edge's two tables that follow the directory: trunks by address, desk phones by name. */
import { createHash } from 'node:crypto';
import type { Directory } from '@zuoxi/contracts';
import { RpcError, type RpcClient } from 'kamailio-rpc-client';

type Table = ReadonlyMap<string, string>;

export const trunksOf = (d: Directory): Table =>
  new Map(d.trunks.flatMap((t) => t.addresses.map((address) => [address, t.id] as const)));
export const phonesOf = (d: Directory): Table => new Map(d.agents.flatMap((a) => (a.ha1 ? [[a.id, a.ha1] as const] : [])));

/** Names a table's content without telling it. */
export const digestOf = (table: Table): string =>
  createHash('sha256')
    .update(JSON.stringify([...table].sort()))
    .digest('hex');

/** Calls one after another: a thousand at once would wait for each other until they are given up. */
async function each<T>(items: Iterable<T>, act: (item: T) => Promise<unknown>): Promise<void> {
  for (const item of items) await act(item);
}

const write = (rpc: RpcClient, table: string, had: ReadonlyMap<string, unknown>, wanted: Table): Promise<void> =>
  each(wanted, async ([key, value]) => {
    if (had.get(key) !== value) await rpc.call('htable.sets', table, key, value);
  });
const remove = (rpc: RpcClient, table: string, had: ReadonlyMap<string, unknown>, wanted: Table): Promise<void> =>
  each(had.keys(), async (key) => {
    if (!wanted.has(key)) await rpc.call('htable.delete', table, key).catch(unlessUnknown);
  });

const unlessUnknown = (error: unknown): null => {
  if (error instanceof RpcError && error.fault.kind === 'refused') return null; // it is not there: as wanted
  throw error;
};

/** What is new is written before what is old is removed: a trunk that stays is never missing. */
export async function pushTrunks(rpc: RpcClient, wanted: Table): Promise<void> {
  const had = await rpc.call('htable.dump', 'trunks');
  await write(rpc, 'trunks', had, wanted);
  await remove(rpc, 'trunks', had, wanted);
}

/**
 * The passwords of desk phones cannot be read back, so the digest of what was written last is kept beside them: when it is still there, only the
 * difference is written, and nothing at all if there is none. It is absent while writing, so that a push that was broken off is done again whole.
 * @param had what this process wrote last, null if it wrote nothing yet
 */
export async function pushPhones(rpc: RpcClient, had: Table | null, wanted: Table): Promise<void> {
  const there = await rpc.call('htable.get', 'pushed', 'phones').catch(unlessUnknown);
  if (there === digestOf(wanted)) return;
  if (there !== null) await rpc.call('htable.delete', 'pushed', 'phones');
  const known = had && there === digestOf(had) ? had : null;
  if (!known) await rpc.call('htable.flush', 'phones');
  await write(rpc, 'phones', known ?? new Map(), wanted);
  if (known) await remove(rpc, 'phones', known, wanted);
  await rpc.call('htable.sets', 'pushed', 'phones', digestOf(wanted));
}
