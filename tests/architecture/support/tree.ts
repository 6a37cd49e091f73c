import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../../..');
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every file of the project: what git tracks or would. */
export const files = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
    .split('\n')
    .filter((path) => path && existsSync(join(root, path)));

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
