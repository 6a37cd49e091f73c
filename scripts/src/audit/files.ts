/** Nobody but the owner reads what an instance writes: not by a file's own mode, not only because a folder above it is closed. */
import { existsSync, lstatSync, readdirSync, type Stats } from 'node:fs';
import { join, relative } from 'node:path';
import { ill, skipped, well, type Check, type Finding } from '../doctor/check';

export type Entry = { path: string; mode: number; kind: 'file' | 'folder' };

/** Not asked: sounds, which the web origin serves to everybody, and log files, which svlogd(8) always makes 0644; their folders are asked. */
const isExempt = ({ path, kind }: Entry, data: string): boolean => {
  const [first] = relative(data, path).split('/');
  return first === 'sounds' || (first === 'logs' && kind === 'file');
};

/** At most so many are named one by one. */
const mostNamed = 20;

/** Reading or entering by group or others; writing by them is worse and has the same bits beside it. */
export const isOpen = ({ mode }: Entry): boolean => (mode & 0o077) !== 0;

export function judge(entries: readonly Entry[], data: string): readonly Finding[] {
  const open = entries.filter((entry) => isOpen(entry) && !isExempt(entry, data));
  if (!open.length) return [well(`${entries.length} files and folders in ${data}, all the owner's alone`)];
  const cure = `chmod -R go-rwx ${data}`;
  const named = open.slice(0, mostNamed).map(({ path, mode }) => ill(`${path} has mode ${(mode & 0o777).toString(8)}`, cure));
  const rest = open.length - named.length;
  return rest > 0 ? [...named, ill(`and ${rest} more`, cure)] : named;
}

const kindOf = (stat: Stats): Entry['kind'] | null => (stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : null);

/** Everything below a folder and the folder itself; pipes, sockets and links have no content of their own. What vanishes meanwhile is left out. */
export function entriesBelow(path: string): Entry[] {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  const kind = stat && kindOf(stat);
  if (!stat || !kind) return [];
  const own: Entry = { path, mode: stat.mode, kind };
  if (kind === 'file') return [own];
  try {
    return [own, ...readdirSync(path).flatMap((name) => entriesBelow(join(path, name)))];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

export const privateFiles: Check = {
  name: 'private files',
  zh: '数据目录权限',
  async examine({ instance }) {
    const { data } = instance;
    if (!existsSync(data)) return [skipped(`there is no ${data}`)];
    return judge(entriesBelow(data), data);
  },
};
