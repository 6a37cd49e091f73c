/** Which sockets a process holds open for others to reach. Linux only, by /proc (proc(5)); other users' processes show theirs to root alone. */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

export type Socket = { protocol: 'tcp' | 'udp'; host: string; port: number; pid: number };

const tables = [
  { protocol: 'tcp', file: '/proc/net/tcp', wanted: '0A' }, // TCP_LISTEN
  { protocol: 'tcp', file: '/proc/net/tcp6', wanted: '0A' },
  { protocol: 'udp', file: '/proc/net/udp', wanted: '07' }, // bound, and connected to nobody: anybody may send
  { protocol: 'udp', file: '/proc/net/udp6', wanted: '07' },
] as const;

const attempt = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch {
    return otherwise; // the process ended meanwhile, or is not ours to look at
  }
};

/** `0100007F` is 127.0.0.1: each 32 bits in the machine's own order, here little-endian. IPv6 with an IPv4 inside is said as that. */
export function addressOf(hex: string): string {
  const bytes = [...hex.matchAll(/.{8}/g)].flatMap(([word]) => [...Buffer.from(word, 'hex').reverse()]);
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.slice(0, 10).every((b) => b === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (mapped) return bytes.slice(12).join('.');
  if (bytes.every((b) => b === 0)) return '::';
  if (bytes.slice(0, 15).every((b) => b === 0) && bytes[15] === 1) return '::1';
  return bytes.reduce((text, b, i) => text + (i && i % 2 === 0 ? ':' : '') + b.toString(16).padStart(2, '0'), '');
}

/** `null`: the process does not show what it holds. */
export function socketsOf(pids: readonly number[]): { sockets: readonly Socket[]; hidden: readonly number[] } {
  const owner = new Map<string, number>();
  const hidden: number[] = [];
  for (const pid of pids) {
    const fds = attempt<string[] | null>(() => readdirSync(`/proc/${pid}/fd`), null);
    if (!fds) hidden.push(pid);
    for (const fd of fds ?? []) {
      const inode = /^socket:\[(\d+)\]$/.exec(attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`), ''))?.[1];
      if (inode) owner.set(inode, pid);
    }
  }
  const sockets = tables.flatMap(({ protocol, file, wanted }) =>
    attempt(() => readFileSync(file, 'utf8'), '')
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const columns = line.trim().split(/\s+/);
        const [, local = '', , state] = columns;
        const pid = owner.get(columns[9] ?? '');
        if (pid === undefined || state !== wanted) return [];
        const [hex = '', port = ''] = local.split(':');
        return [{ protocol, host: addressOf(hex), port: parseInt(port, 16), pid }];
      }),
  );
  return { sockets, hidden };
}

/** These processes and all that they started. */
export function withChildren(roots: readonly number[]): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const stat = attempt(() => readFileSync(`/proc/${name}/stat`, 'utf8'), '');
    const parent = /\) \S (\d+)/.exec(stat)?.[1]; // the name in parentheses may hold anything, a parenthesis too
    if (parent) parents.set(Number(name), Number(parent));
  }
  const all = new Set(roots);
  for (let size = -1; size !== all.size;) {
    size = all.size;
    for (const [child, parent] of parents) if (all.has(parent)) all.add(child);
  }
  return [...all];
}
