/**
 * Recordings: the mixer writes them into the folder of this machine, and where the house has a bucket they are moved there when their call is over. Names come from the
 * switch's call record alone: `<tenant>/<yyyy>/<mm>/<dd>/<call>.<n>.wav`, and an mp3 beside it when somebody asked for one.
 */
import type { Core } from '@strapi/strapi';
import { runAs } from '@zuoxi/record-plane';
import { BadKey, Mover, storageOf, type StoredFile, type TieredStorage } from '@zuoxi/storage';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { settingsOf } from '../settings';

const storages = new WeakMap<Core.Strapi, TieredStorage>();

export function recordingsOf(strapi: Core.Strapi): TieredStorage {
  const { recordings, bucket } = settingsOf(strapi);
  const storage = storages.get(strapi) ?? storageOf(recordings, bucket, 'recordings/');
  storages.set(strapi, storage);
  return storage;
}

/** The stretch of that name; null for none, and for a name that leads elsewhere. */
export const stretchOf = (storage: TieredStorage, name: string): Promise<StoredFile | null> =>
  name.endsWith('.wav') ? storage.find(name).catch(noneOutside) : Promise.resolve(null);

function noneOutside(error: unknown): null {
  if (error instanceof BadKey) return null;
  throw error;
}

/** RIFF/WAVE: bytes a second at offset 28. The size in the header is not trusted: a mixer that died did not write it. */
const headerBytes = 44;

/** Milliseconds of sound in the file; null: there is none (yet, or any more). */
export async function durationOf(storage: TieredStorage, name: string): Promise<number | null> {
  try {
    const file = await stretchOf(storage, name);
    if (!file || file.size < headerBytes) return null;
    const rate = (await buffer(await file.read({ from: 0, to: headerBytes - 1 }))).readUInt32LE(28);
    return rate > 0 ? Math.round(((file.size - headerBytes) / rate) * 1000) : null;
  } catch {
    return null;
  }
}

const dayMs = 86_400_000;
/** No call lasts so long: what is older is nobody's any more, with a record or without. */
const longestMs = 2 * dayMs;
const Key = /^([^/]+)\/(\d{4})\/(\d\d)\/(\d\d)\/([^/]+)\.\d+\.(?:wav|mp3)$/;
const Call = z.object({ call: z.string() });

/** Which of the files belong to calls whose records are stored: nobody writes them any more. Until then a mixer may go on in a next stretch of that name. */
export async function ofEndedCalls(strapi: Core.Strapi, keys: readonly string[], now: number): Promise<string[]> {
  const days = new Map<string, { tenant: string; day: number; keys: Map<string, string> }>();
  const old: string[] = [];
  for (const key of keys) {
    const [, tenant = '', y, m, d, call = ''] = Key.exec(key) ?? [];
    const day = Date.UTC(Number(y), Number(m) - 1, Number(d));
    if (!(now - day < longestMs)) old.push(key);
    else {
      const name = `${tenant}/${day}`;
      const those = days.get(name) ?? { tenant, day, keys: new Map<string, string>() };
      days.set(name, { ...those, keys: those.keys.set(key, call) });
    }
  }
  const ended = await Promise.all(
    [...days.values()].map(async ({ tenant, day, keys: calls }) => {
      const records = strapi.db
        .connection('call_records')
        .where({ tenant })
        .whereRaw('started_at between ? and ?', [new Date(day - dayMs), new Date(day + 2 * dayMs)]);
      // as the switch makes the name of a file (`recordingName`)
      const rows: unknown = await runAs({ as: 'system' }, () =>
        records.whereRaw(`replace(call_id, '.', '_') = any(?)`, [[...calls.values()]]).select({ call: 'call_id' }),
      );
      const over = new Set(
        z
          .array(Call)
          .parse(rows)
          .map(({ call }) => call.replaceAll('.', '_')),
      );
      return [...calls].flatMap(([key, call]) => (over.has(call) ? [key] : []));
    }),
  );
  return [...old, ...ended.flat()];
}

export const recordingMover = (strapi: Core.Strapi): Mover =>
  new Mover({
    name: 'recordings',
    storage: recordingsOf(strapi),
    log: strapi.log,
    whole: (keys) => ofEndedCalls(strapi, keys, Date.now()),
  });
