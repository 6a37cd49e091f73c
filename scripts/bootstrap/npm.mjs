// npm packages exactly as package-lock.json says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluginFolders } from './plugins.mjs';
import { step } from './say.mjs';
import { contentHash, stampIs, writeStamp } from './stamp.mjs';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Does node_modules hold what the lock names? npm keeps its own account of what it installed; optional packages for other systems may be absent. */
function installed(root) {
  const own = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(own)) return false;
  const have = read(own).packages;
  return Object.entries(read(join(root, 'package-lock.json')).packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .every(([path, entry]) =>
      have[path] ? have[path].version === entry.version : entry.optional || entry.peer || entry.devOptional,
    );
}

/** Plugins that were put here with packages of their own: the lock does not know those, so npm adds them. */
const unmet = (root) =>
  pluginFolders(root).flatMap(({ folder, dependencies }) =>
    dependencies.filter(
      (name) => !existsSync(join(root, 'node_modules', name)) && !existsSync(join(root, folder, 'node_modules', name)),
    ),
  );

export async function ensurePackages(root) {
  await ensureLocked(root);
  const missing = unmet(root);
  if (missing.length)
    await step(root, `Installing ${missing.join(', ')}`, ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund']);
}

async function ensureLocked(root) {
  const stamp = join(root, 'node_modules/.zuoxi-lock');
  const hash = contentHash(root, ['package-lock.json']);
  if (stampIs(stamp, hash)) return;
  if (!installed(root)) await step(root, 'Installing npm packages', ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  writeStamp(stamp, hash);
}
