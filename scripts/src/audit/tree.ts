/** The files of the checkout: what git tracks; in a tree without git, all but what is made. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../doctor/check';
import { Allowed, judge, suspectsOf } from './tree-secrets';

const made = new Set(['node_modules', 'dist', 'build', '.data', '.git', '.strapi', 'coverage']);
const mostBytes = 2_000_000;

const walk = (root: string, folder = ''): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (!entry.isDirectory()) return [path];
    return made.has(entry.name) ? [] : walk(root, path);
  });

function tracked(root: string): string[] {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  return status === 0 ? stdout.split('\0').filter(Boolean) : walk(root);
}

/** Text, or null for what is none, too large, or deleted but not yet committed. */
function textOf(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > mostBytes) return null;
  const bytes = readFileSync(file);
  return bytes.subarray(0, 8000).includes(0) ? null : bytes.toString('utf8');
}

/** Hashes of packages, not secrets. */
const skipped = new Set(['package-lock.json']);

export const treeSecrets: Check = {
  name: 'secrets in the tree',
  zh: '源码中的密钥',
  async examine({ root }) {
    const allowed = Allowed.parse(JSON.parse(readFileSync(join(root, 'scripts/audit/allowed-secrets.json'), 'utf8')));
    const files = tracked(root).filter((path) => !skipped.has(path));
    const suspects = files.flatMap((path) => suspectsOf(path, textOf(join(root, path)) ?? ''));
    return judge(suspects, allowed, files.length);
  },
};
