// npm packages exactly as package-lock.json says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

export async function ensurePackages(root) {
  const stamp = join(root, 'node_modules/.zuoxi-lock');
  const hash = contentHash(root, ['package-lock.json']);
  if (stampIs(stamp, hash)) return;
  if (!installed(root)) await step(root, 'Installing npm packages', ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  writeStamp(stamp, hash);
}
