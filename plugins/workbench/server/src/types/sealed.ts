/**
 * Private texts whose attribute says `sealed` lie in the database sealed, for the row that they belong to: whoever writes one by Strapi's layers seals it,
 * and what a version before left in clear is sealed when the record plane starts. Only code that asks for it opens one.
 */
import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { runAs, seal, type Sealed, type SealedPlace, sealKey, unseal } from '@zuoxi/record-plane';
import { settingsOf } from '../settings';
import { columnPlace } from './places';
import { fieldOptions } from './options';

type Values = Record<string, unknown>;

const mark = 'sealed:';
/** Strapi's columns of type string hold 255 characters. */
const longest = 255;

const keyOf = (strapi: Core.Strapi): Uint8Array => sealKey(settingsOf(strapi).encryption, 'fields');
const context = ({ uid, document, attribute }: SealedPlace): string => `${uid}/${document}/${attribute}`;

/** The text; one in clear as it is. Null: it was sealed with another secret or for another place. */
export function openSealed(strapi: Core.Strapi, place: SealedPlace, stored: string): string | null {
  if (!stored.startsWith(mark)) return stored;
  try {
    return unseal(keyOf(strapi), context(place), stored.slice(mark.length));
  } catch {
    return null;
  }
}

/** A form that brings back what it was given has nothing new; a draft that is published takes its secrets along. */
function sealed(strapi: Core.Strapi, place: SealedPlace, text: string): string {
  if (text.startsWith(mark) && openSealed(strapi, place, text) !== null) return text;
  const made = mark + seal(keyOf(strapi), context(place), text);
  if (made.length <= longest) return made;
  const message = '内容过长 (too long to be sealed)';
  throw new errors.ValidationError(message, {
    errors: [{ path: [place.attribute], name: 'ValidationError', message, code: 'tooLong', limit: 128 }],
  });
}

/** By content type the attributes that are sealed. */
const sealedAttributes = (strapi: Core.Strapi): Map<string, string[]> =>
  new Map(
    Object.entries({ ...strapi.contentTypes }).flatMap(([uid, { attributes }]) => {
      const names = Object.entries(attributes).flatMap(([name, given]) => (fieldOptions(given).sealed ? [name] : []));
      return names.length > 0 ? [[uid, names] as const] : [];
    }),
  );

const Row = z.looseObject({ documentId: z.string() });
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** In `register()`, when every type has its fields. */
export function sealWrites(strapi: Core.Strapi): void {
  const types = sealedAttributes(strapi);
  const sealAll = (uid: string, document: string, data: Values, names: readonly string[]): void => {
    for (const attribute of names) data[attribute] = sealed(strapi, { uid, document, attribute }, String(data[attribute]));
  };
  strapi.db.lifecycles.subscribe(async ({ action, model: { uid }, params }) => {
    const written = (data: Values): string[] => (types.get(uid) ?? []).filter((name) => isText(data[name]));
    if (!types.has(uid)) return;
    if (action === 'beforeCreate' || action === 'beforeCreateMany')
      for (const data of [params.data ?? []].flat() as Values[]) {
        if (written(data).length === 0) continue;
        data.documentId ??= randomBytes(12).toString('hex');
        sealAll(uid, String(data.documentId), data, written(data));
      }
    if (action !== 'beforeUpdate' && action !== 'beforeUpdateMany') return;
    const data: Values = params.data ?? {};
    const names = written(data);
    if (names.length === 0) return;
    const rows = z.array(Row).parse(await strapi.db.query(uid).findMany({ where: params.where, select: ['documentId'] }));
    if (new Set(rows.map(({ documentId }) => documentId)).size > 1)
      throw new errors.ApplicationError(`${uid}: a sealed field is written row by row`);
    for (const { documentId } of rows.slice(0, 1)) sealAll(uid, documentId, data, names);
  });
}

/** In `bootstrap()`: what lies in clear is sealed, and its old self is not left in the file of the table. */
export const sealWhatIsClear = (strapi: Core.Strapi): Promise<void> =>
  runAs({ as: 'system' }, async () => {
    const knex = strapi.db.connection;
    for (const [uid, names] of sealedAttributes(strapi)) {
      const { tableName: table, attributes } = strapi.db.metadata.get(uid);
      let mended = 0;
      for (const attribute of names) {
        const place = columnPlace((attributes as Values)[attribute]);
        if (place?.at !== 'column') continue;
        const clear: unknown[] = await knex(table)
          .select({ id: 'id', document: 'document_id', text: place.column })
          .whereNot(place.column, '')
          .whereNot(place.column, 'like', `${mark}%`);
        for (const given of clear) {
          const { id, document, text } = z.object({ id: z.number(), document: z.string(), text: z.string() }).parse(given);
          const made = mark + seal(keyOf(strapi), context({ uid, document, attribute }), text);
          if (made.length > longest)
            strapi.log.error(`${uid} ${document}: ${attribute} is too long to be sealed and stays as it is`);
          else
            mended += await knex(table)
              .where({ id, [place.column]: text })
              .update({ [place.column]: made });
        }
      }
      if (mended > 0) await knex.raw('vacuum (full) ??', [table]);
    }
  });

/** `Sealed` of record-plane. */
export const sealedOf = (strapi: Core.Strapi): Sealed => ({ open: (place, stored) => openSealed(strapi, place, stored) });
