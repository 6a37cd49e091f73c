/** `npm run restore`: a backup into an empty data directory. */
import { existsSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { Instance } from '@zuoxi/contracts/environment';
import type { Account } from '../account';
import type { Config } from '../config';
import { give, makeFolders, restoringFile } from '../folders';
import { prepareSite, type Prepared } from '../prepare';
import { writePrivate } from '../private-file';
import { output } from '../programs';
import type { Site } from '../services/service';
import { codeOf, Trouble } from '../trouble';
import { check, damaged, read, type Checked, type Source } from './check';
import { checkEmptyDatabase, connect, countRows, Restoring, runServer, schemaOf } from './database';
import type { Here, Manifest, PartName } from './format';
import { Tally } from './tally';
import { writeNew } from './tree';

/** Room beside the backup's own bytes: a fresh cluster, its log, and the indexes that a dump leaves out. */
const besides = 500 * 1024 * 1024;

/** Throws unless there is nothing, or half of a restore that was ended. */
function checkEmpty({ data }: Instance): void {
  if (!existsSync(data) || existsSync(restoringFile(data))) return;
  const there = readdirSync(data).filter((name) => name !== 'lost+found');
  if (there.length > 0)
    throw new Trouble(
      `${data} is not empty (${there.slice(0, 4).join(', ')}${there.length > 4 ? ', …' : ''}): a backup is restored into an empty folder. Set ZUOXI_DATA to another one, or move this one away.`,
    );
}

/** The mark goes last: whoever is ended in here leaves what the next restore clears. */
function clear({ data }: Instance): void {
  const mark = restoringFile(data);
  for (const path of readdirSync(data).map((name) => join(data, name)))
    if (path !== mark && path !== join(data, 'lost+found')) rmSync(path, { recursive: true, force: true });
  rmSync(mark, { force: true });
}

function checkRoom({ data }: Instance, { parts }: Manifest): void {
  const bytes = Object.values(parts).reduce((sum, part) => sum + part.bytes, besides);
  const there = existsSync(data) ? data : dirname(data);
  const { bavail, bsize } = statfsSync(existsSync(there) ? there : '/');
  const megabytes = (n: number): number => Math.ceil(n / 1048576);
  if (bavail * bsize < bytes)
    throw new Trouble(
      `Only ${megabytes(bavail * bsize)} MB are free on the disk of ${data}, ${megabytes(bytes)} are needed: free some room, or set ZUOXI_DATA to another disk.`,
    );
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

type Written = { tables: Record<string, number>; schema: string; parts: Manifest['parts'] };

/** The parts in the order of the archive; the database needs a server, and the server needs the secrets, which come first. */
async function write(config: Config, source: Source): Promise<Prepared & Written> {
  const { instance } = config;
  const tally = new Tally();
  let prepared: Prepared | null = null;
  let database: { site: Site; server: { stop: () => Promise<void> }; restoring: Restoring } | null = null;
  try {
    for await (const entry of tally.watch(read(source))) {
      const [part = '', ...rest] = entry.path.split('/');
      if (part === 'database') {
        prepared ??= await prepareSite(config);
        database ??= await beginDatabase(prepared);
        await database.restoring.take(entry.content);
      } else {
        const top = instance.paths[part as Exclude<PartName, 'database'>] as string | undefined;
        if (top) await writeNew(join(top, ...rest), entry.content);
        else for await (const piece of entry.content) void piece; // header and manifest: checked before
      }
    }
    if (!prepared || !database) throw new Trouble('The backup holds no database.');
    await database.restoring.finish();
    const client = await connect(database.site);
    const [tables, schema] = [await countRows(client), await schemaOf(client)];
    await client.end();
    return { ...prepared, tables, schema, parts: tally.parts() };
  } finally {
    database?.restoring.abort();
    await database?.server.stop();
  }
}

async function beginDatabase({ site, account }: Prepared) {
  const { instance } = site;
  if (instance.external.database) {
    await checkEmptyDatabase(site);
    return { site, server: { stop: () => Promise.resolve() }, restoring: new Restoring(site, account) };
  }
  const alone = { ...site, instance: { ...instance, ports: { ...instance.ports, postgres: await freePort() } } };
  const server = await runServer(alone, account);
  return { site: alone, server, restoring: new Restoring(alone, account) };
}

/** The tables whose rows are not as many as in the backup. */
export function differing(said: Manifest['tables'], found: Manifest['tables']): string[] {
  const names = [...new Set([...Object.keys(said), ...Object.keys(found)])];
  return names.filter((name) => said[name] !== found[name]).map((name) => `${name}: ${said[name] ?? 0} → ${found[name] ?? 0}`);
}

function handOver({ paths }: Instance, account: Account): void {
  if (process.getuid?.() !== 0) return;
  for (const path of Object.values(paths)) if (existsSync(path)) give(path, account);
}

export type Restored = Checked & { tables: Manifest['tables'] };

/**
 * Checks the whole file, then writes it into the empty data directory of `config` and counts again. What fails leaves the directory empty, and one that was
 * ended in the middle starts no instance (`restoringFile`); the next restore clears it. Rejects with a Trouble that says what to do.
 */
export async function restore(config: Config, source: Source, here: Here): Promise<Restored> {
  const { instance } = config;
  checkEmpty(instance);
  const checked = await check(source, here);
  checkRoom(instance, checked.manifest);
  if (existsSync(instance.data)) clear(instance);
  makeFolders(instance);
  writePrivate(restoringFile(instance.data), '');
  try {
    const { account, tables, schema, parts } = await write(config, source);
    const differ = differing(checked.manifest.tables, tables);
    const bad = damaged(checked.manifest.parts, withoutTexts(parts));
    if (differ.length > 0 || bad.length > 0 || schema !== checked.manifest.schema)
      throw new Trouble(`What was restored is not what was backed up (${[...differ, ...bad].join('; ') || 'tables differ'}).`);
    // its calls are of the past, and their phones may talk to the instance that the backup was made of: nobody there is to be rung up or hung up on
    writePrivate(join(instance.paths.switch, 'restored'), '');
    handOver(instance, account);
    await output(['sync', '--file-system', instance.data]);
    await rm(restoringFile(instance.data));
    return { ...checked, tables };
  } catch (error) {
    clear(instance);
    throw inWords(error, instance);
  }
}

const withoutTexts = (parts: Manifest['parts']): Manifest['parts'] =>
  Object.fromEntries(Object.entries(parts).filter(([name]) => !/\.(json|sha256)$/.test(name)));

function inWords(error: unknown, { data }: Instance): unknown {
  const full = codeOf(error) === 'ENOSPC' || /No space left/.test(String(error));
  return full
    ? new Trouble(`The disk of ${data} is full: it was emptied again. Free some room, or set ZUOXI_DATA to another disk.`)
    : error;
}
