/** Who holds a port? Linux only, by /proc; a process of another user stays unnamed unless root asks. */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import type { PortUse } from '../services/service';

const tables = { tcp: ['/proc/net/tcp', '/proc/net/tcp6'], udp: ['/proc/net/udp', '/proc/net/udp6'] };
const listening = '0A'; // TCP_LISTEN, include/net/tcp_states.h

const attempt = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch {
    return otherwise; // the process ended meanwhile, or is not ours to look at
  }
};

/** Inodes of the sockets bound to a port. Columns: sl local_address rem_address st … inode (proc(5)). */
const inodes = ({ protocol, port }: Pick<PortUse, 'protocol' | 'port'>): Set<string> =>
  new Set(
    tables[protocol]
      .flatMap((file) =>
        attempt(() => readFileSync(file, 'utf8'), '')
          .split('\n')
          .slice(1),
      )
      .map((line) => line.trim().split(/\s+/))
      .filter(
        ([, local, , state]) =>
          local?.endsWith(`:${port.toString(16).toUpperCase().padStart(4, '0')}`) && (protocol === 'udp' || state === listening),
      )
      .map((columns) => columns[9] ?? ''),
  );

/** `nginx (process 123)`, or null when it cannot be seen. */
export function holder(use: Pick<PortUse, 'protocol' | 'port'>): string | null {
  const wanted = inodes(use);
  for (const pid of attempt(() => readdirSync('/proc'), []).filter((name) => /^\d+$/.test(name)))
    for (const fd of attempt(() => readdirSync(`/proc/${pid}/fd`), [])) {
      const inode = /^socket:\[(\d+)\]$/.exec(attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`), ''))?.[1];
      if (inode && wanted.has(inode))
        return `${attempt(() => readFileSync(`/proc/${pid}/comm`, 'utf8'), '?').trim()} (process ${pid})`;
    }
  return null;
}
