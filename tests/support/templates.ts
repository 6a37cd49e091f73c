/**
 * What a record plane keeps after its first start, for the tests that are not about a first start: they copy it instead of waiting for a database, its tables and
 * the demo. It lies in the machine's temporary folder, is good for the code that made it, and is made when the first test asks.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alone } from './alone';
import { root } from './command';

const shelf = join(tmpdir(), `zuoxi-test-templates-${userInfo().uid}`);
const unusedMs = 3_600_000;

/** Programs and schemas, as they are compiled, and what makes the templates. Neither a browser's files nor a tool's (`.stamp`) decide a database. */
function* deciding(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || ['node_modules', 'build', 'ui'].includes(entry.name)) continue;
    if (entry.isDirectory()) yield* deciding(path);
    else if (/\.(js|json)$/.test(entry.name) || folder === __dirname) yield path;
  }
}

function codeHash(): string {
  const hash = createHash('sha256')
    .update(process.version)
    .update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['cms', 'plugins', 'scripts', 'tests/support'])
    for (const path of deciding(join(root, folder))) hash.update(`\0${path.slice(root.length)}\0`).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

const lastUsed = (name: string): number => statSync(join(shelf, name)).mtimeMs;

/**
 * Gives `use` the folder of the template of that kind, made by `make` when there is none yet. Nobody else makes, uses or removes one meanwhile, in no test run of
 * this user; a template that nobody used for an hour is removed.
 */
export async function withTemplate<T>(
  kind: string,
  make: (folder: string) => Promise<void>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  mkdirSync(shelf, { recursive: true, mode: 0o700 });
  return alone(join(shelf, 'lock'), async () => {
    const folder = join(shelf, `${kind}-${codeHash()}`);
    if (!existsSync(folder)) {
      for (const name of readdirSync(shelf).filter((one) => one !== 'lock'))
        if (lastUsed(name) < Date.now() - unusedMs) rmSync(join(shelf, name), { recursive: true });
      const half = mkdtempSync(join(shelf, 'half-'));
      try {
        await make(half);
        renameSync(half, folder);
      } finally {
        rmSync(half, { recursive: true, force: true });
      }
    }
    utimesSync(folder, new Date(), new Date());
    return use(folder);
  });
}

/** Copies a file or a folder with its owners; `to` must not be there yet. */
export async function copy(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['--archive', '--reflink=auto', '--no-target-directory', from, to]);
}
