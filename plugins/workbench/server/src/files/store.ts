/** Files of a tenant: random names in a folder that no web server shows, one row of Strapi's upload plugin each. */
import { randomBytes } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Core } from '@strapi/strapi';
import { Mover, storageOf, type TieredStorage } from '@zuoxi/storage';
import { z } from 'zod';
import { ask, type Caller, type Files, type StoredFile, Refused, runAs, sql } from '@zuoxi/record-plane';
import { settingsOf } from '../settings';
import { uids } from '../types/uids';
import { fileName } from './file-name';
import { fileKind } from './kind';

export const mostBytes = 100 * 1024 * 1024;

/** As it lies where uploads come in; whoever received it removes it. */
export type Upload = { filepath: string; originalFilename: string | null; size: number };

const storages = new WeakMap<Core.Strapi, TieredStorage>();

/** The leading dot keeps Strapi's static files from showing it. */
export function uploadsOf(strapi: Core.Strapi): TieredStorage {
  const { uploads, bucket } = settingsOf(strapi);
  const storage = storages.get(strapi) ?? storageOf(join(uploads, '.files'), bucket, 'uploads/');
  storages.set(strapi, storage);
  return storage;
}

const movers = new WeakMap<Core.Strapi, Mover>();

/** Into the bucket of the house, where there is one. What lies in the folder is whole. */
export function startMoving(strapi: Core.Strapi): void {
  const whole = (keys: readonly string[]): Promise<readonly string[]> => Promise.resolve(keys);
  const mover = new Mover({ name: 'uploads', storage: uploadsOf(strapi), log: strapi.log, whole });
  movers.set(strapi, mover);
  mover.start();
}
export const stopMoving = async (strapi: Core.Strapi): Promise<void> => movers.get(strapi)?.stop();

const keyOf = (tenant: string, hash: string): string => `${tenant}/${hash}`;

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export async function storeFile(strapi: Core.Strapi, { who, tenant, account }: Caller, upload: Upload): Promise<StoredFile> {
  if (upload.size === 0) throw new Refused('badRequest', 'empty');
  if (upload.size > mostBytes) throw new Refused('invalid', { issues: [{ field: 'file', code: 'tooLarge', limit: mostBytes }] });
  const kind = fileKind(await startOf(upload.filepath));
  if (!kind) throw new Refused('invalid', { issues: [{ field: 'file', code: 'wrongKind' }] });
  const hash = randomBytes(24).toString('hex');
  const name = fileName(upload.originalFilename ?? '');
  await uploadsOf(strapi).put(keyOf(who.tenant.id, hash), upload.filepath);
  movers.get(strapi)?.wake();
  const data = {
    name,
    hash,
    ext: /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '',
    mime: kind.mime,
    size: upload.size / 1000,
    url: `zuoxi:${hash}`,
    provider: 'zuoxi',
    folderPath: '/',
    tenant,
    owner: account,
  };
  const made: { documentId: string } = await strapi.db.query(uids.file).create({ data });
  return { id: made.documentId, name, mime: kind.mime, size: upload.size };
}

const Row = z.object({ name: z.string(), mime: z.string(), hash: z.string(), tenant: z.string() });

/** Null: there is none of that tenant. */
export async function findFile(
  strapi: Core.Strapi,
  id: string,
  tenant: number,
): Promise<{ name: string; mime: string; key: string } | null> {
  const [row] = await ask(
    strapi,
    sql`select f.name, f.mime, f.hash, t.document_id as tenant from files f join tenants t on t.id = f.tenant_id
      where f.document_id = ${id} and f.tenant_id = ${tenant} and f.provider = 'zuoxi'`,
  );
  if (!row) return null;
  const { name, mime, hash, tenant: owner } = Row.parse(row);
  return { name, mime, key: keyOf(owner, hash) };
}

/** `Files` of record-plane. */
export const filesOf = (strapi: Core.Strapi): Files => ({
  withFile: async (id, tenant, work) => {
    const file = await runAs({ as: 'system' }, () => findFile(strapi, id, tenant));
    return file !== null && (await uploadsOf(strapi).withLocal(file.key, work));
  },
  keep: async (caller, { name, path }) =>
    storeFile(strapi, caller, { filepath: path, originalFilename: name, size: (await stat(path)).size }),
});
