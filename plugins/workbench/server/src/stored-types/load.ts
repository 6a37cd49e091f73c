import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '@strapi/strapi';
import { wordsOf } from '@zuoxi/record-plane';
import { z } from 'zod';
import { linear, patternsOf, StoredType, uidOf } from './stored-type';

type Read = { file: string; type: StoredType } | { file: string; why: string };

const words = (error: unknown): string =>
  error instanceof z.ZodError ? wordsOf(error) : error instanceof Error ? error.message : String(error);

/** Every file of the folder, parsed or with what is wrong. */
export const readStoredTypes = (folder: string): Read[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      try {
        const type = StoredType.parse(JSON.parse(readFileSync(file, 'utf8')));
        if (`${type.info.singularName}.json` !== name) return { file, why: `info.singularName is ${type.info.singularName}` };
        return { file, type };
      } catch (error) {
        return { file, why: words(error) };
      }
    });

/** Why a type cannot stand beside the others; null: it can. */
export function clashes(type: StoredType, others: Readonly<Record<string, unknown>>, uids: ReadonlySet<string>): string | null {
  if (uidOf(type) in others) return `${uidOf(type)} is defined by the code`;
  for (const [uid, other] of Object.entries(others)) {
    const table = z.looseObject({ collectionName: z.string() }).safeParse(other);
    if (table.success && table.data.collectionName === type.collectionName)
      return `the table ${type.collectionName} belongs to ${uid}`;
  }
  const lost = Object.entries(type.attributes).find(([, a]) => a.type === 'relation' && !uids.has(String(a.target)));
  return lost ? `${lost[0]} points to ${String(lost[1].target)}, which is not there` : null;
}

/** In `register()`, before the database schema is made. A wrong definition is named in the log and left out; its table and rows stay as they are. */
export function loadStoredTypes(strapi: Core.Strapi, folder: string): void {
  const read = readStoredTypes(folder);
  const known: Readonly<Record<string, unknown>> = { ...strapi.contentTypes };
  let good = read.flatMap((one) => {
    if ('type' in one) return [one];
    strapi.log.error(`content type ${one.file} is left out: ${one.why}`);
    return [];
  });
  // one that is left out may be another's target
  for (let before = -1; before !== good.length;) {
    before = good.length;
    const uids = new Set([...Object.keys(known), ...good.map(({ type }) => uidOf(type))]);
    good = good.filter(({ file, type }) => {
      const why = clashes(type, known, uids);
      if (why) strapi.log.error(`content type ${file} is left out: ${why}`);
      return !why;
    });
  }
  for (const { file, type } of good) {
    for (const [name, { why, at }] of patternsOf(type))
      strapi.log.warn(`content type ${file}: the pattern of ${name} is not taken (${why}: ${at}) and validates nothing`);
    const name = type.info.singularName;
    strapi.get('apis').add(name, { contentTypes: { [name]: { schema: { options: {}, ...linear(type), apiName: name } } } });
  }
}
