/** `npm run backup`: one instance into one file, while it works. */
import { createHash } from 'node:crypto';
import type { Prepared } from '../prepare';
import { postgres } from '../services/postgres';
import type { Site } from '../services/service';
import { Trouble } from '../trouble';
import { archive, type Entry } from './archive';
import { collected } from './bytes';
import { connect, countRows, dump, majorVersion, newestMajorVersion, schemaOf } from './database';
import { formatNumber, type Header, type Manifest, type PartName } from './format';
import { Tally } from './tally';
import { sealed } from './seal';
import { copySwitch, HeldEvents } from './switch-copy';
import { treeEntries } from './tree';
import { writeWhole } from './whole-file';

export type BackupOptions = { file: string; version: string; passphrase: string | null };

const text = (path: string, value: unknown): Entry => {
  const content = Buffer.from(JSON.stringify(value));
  return {
    path,
    size: content.length,
    content: (async function* () {
      yield content;
    })(),
  };
};

type WriterState = { manifest: Manifest | null };

/**
 * The order is what makes the parts fit: the event log is held, then the database's moment is fixed, then the switch's. So the switch knows at least what the
 * database knows and still has what the database lacks; files of recordings and uploads follow the rows that name them.
 */
async function* parts({ site, account }: Prepared, header: Header, taken: WriterState): AsyncGenerator<Entry> {
  const { paths } = site.instance;
  const tally = new Tally();
  const folder = (part: PartName): AsyncGenerator<Entry> => tally.watch(treeEntries(paths[part as keyof typeof paths], part));
  yield text('header.json', header);
  for (const part of ['secrets', 'demoLogins', 'types', 'tls'] as const) yield* folder(part);
  const held = new HeldEvents(paths.switch);
  const client = await connect(site);
  try {
    await held.hold();
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id');
    yield* tally.watch(listed(await copySwitch(paths.switch, held)));
    yield* tally.watch(dump(site, account, rows[0]?.id ?? ''));
    const [tables, schema] = [await countRows(client), await schemaOf(client)];
    for (const part of ['sounds', 'uploads', 'recordings'] as const) yield* folder(part);
    taken.manifest = { parts: tally.parts(), tables, schema };
  } finally {
    await held.close();
    await client.end();
  }
  const manifest = text('manifest.json', taken.manifest);
  const content = await collected(manifest.content);
  yield { ...manifest, content: listed([content]) };
  yield text('manifest.sha256', createHash('sha256').update(content).digest('hex'));
}

async function* listed<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** Throws a Trouble where the server is newer than the programs that read it. */
async function serverVersion(site: Site): Promise<number> {
  const client = await connect(site);
  const [there, here] = [await majorVersion(client), newestMajorVersion()];
  await client.end();
  if (there > here)
    throw new Trouble(`The database is PostgreSQL ${there}, the programs here are of ${here}: install postgresql-${there}.`);
  return there;
}

/** Writes the backup and gives what it holds. Rejects with a Trouble that says what to do; then there is no file. */
export async function writeBackup(prepared: Prepared, { file, version, passphrase }: BackupOptions): Promise<Manifest> {
  const { site } = prepared;
  if (!(await postgres.ready(site)))
    throw new Trouble(
      `The database of ${site.instance.data} does not answer: npm start, then again. A backup is made while Zuoxi runs.`,
    );
  const madeAt = Date.now();
  const header: Header = { product: 'zuoxi', format: formatNumber, version, postgres: await serverVersion(site), madeAt };
  const taken: WriterState = { manifest: null };
  const plain = archive(parts(prepared, header, taken), new Date(madeAt));
  await writeWhole(file, passphrase === null ? plain : sealed(passphrase, plain));
  if (!taken.manifest) throw new Error('the backup has no manifest');
  return taken.manifest;
}
