import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../../..');
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const made = new Set(['node_modules', 'dist', 'build', '.data', '.git', '.strapi', 'coverage']);

const walk = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (!entry.isDirectory()) return [path];
    return made.has(entry.name) ? [] : walk(path);
  });

/** Every file of the project: what git tracks or would; in a tree without git, all but what is made. */
export function files(): string[] {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return (listed.status === 0 ? listed.stdout.split('\n') : walk('')).filter((path) => path && existsSync(join(root, path)));
}

/** Source written by hand: TypeScript and scripts, without tests. */
export const sources = (): string[] =>
  files().filter((path) => /\.(ts|tsx|mjs|js)$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.startsWith('tests/'));

/** Rows of the first Markdown table below a heading, each cell trimmed and without backquotes. */
export function markdownTable(text: string, heading: RegExp): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => heading.test(line));
  const first = lines.findIndex((line, i) => i > start && line.startsWith('|'));
  if (start < 0 || first < 0) return [];
  const length = lines.slice(first).findIndex((line) => !line.startsWith('|'));
  return lines.slice(first + 2, length < 0 ? undefined : first + length).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}
