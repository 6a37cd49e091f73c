// "Did the inputs change?" by content: a checkout of another branch and back builds nothing.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'build', '.data', '.git', '.strapi', '.cache']);

/** All files below the paths (each a file or a folder), sorted. */
function files(root, paths) {
  const found = [];
  const walk = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isFile()) found.push(path);
    else for (const name of readdirSync(full)) if (!skipped.has(name)) walk(join(path, name));
  };
  paths.forEach(walk);
  return found.sort();
}

export function contentHash(root, paths) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const path of files(root, paths)) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** A stamp lies inside the output, so that removing the output removes the stamp. */
export const stampIs = (file, hash) => existsSync(file) && readFileSync(file, 'utf8') === hash;
export function writeStamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
}
