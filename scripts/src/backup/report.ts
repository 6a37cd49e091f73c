/** What a backup holds, in the same lines on both sides. */
import { table } from '../table';
import type { Manifest } from './format';

const names: Readonly<Record<string, string>> = {
  secrets: 'secrets',
  demoLogins: 'demo logins',
  types: 'content types',
  tls: 'certificate',
  switch: 'running calls and events',
  database: 'database',
  sounds: 'sounds',
  uploads: 'uploads',
  recordings: 'recordings',
};

const size = (bytes: number): string =>
  bytes < 10_000 ? `${bytes} B` : bytes < 10_000_000 ? `${Math.round(bytes / 1000)} kB` : `${Math.round(bytes / 1_000_000)} MB`;

export function contents({ parts, tables }: Manifest): string {
  const rows = Object.values(tables).reduce((sum, n) => sum + n, 0);
  const lines = Object.entries(parts).map(([name, { files, bytes }]) => [
    names[name] ?? name,
    name === 'database' ? `${rows} rows in ${Object.keys(tables).length} tables` : `${files} ${files === 1 ? 'file' : 'files'}`,
    size(bytes),
  ]);
  return table(['part', 'holds', 'size'], lines);
}
