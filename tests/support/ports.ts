/** Free blocks of ports, below the range from which the kernel gives ports to clients. Two test runs at once never get the same block. */
import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bind } from '@zuoxi/scripts/ports';

export { bind };

const first = 10_000;
const size = 400;
const blocks = 55; // up to 32,000
const internal = 20;
const claims = join(tmpdir(), 'zuoxi-test-ports');

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A claim is a file that only one process can create; one of a dead process is worth nothing. */
function claim(block: number): boolean {
  mkdirSync(claims, { recursive: true });
  const file = join(claims, String(block));
  for (const again of [true, false])
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (!again || alive(Number(readFileSync(file, 'utf8') || process.pid))) return false;
      rmSync(file, { force: true });
    }
  return false;
}

const free = async (base: number): Promise<boolean> => {
  const ports = Array.from({ length: internal }, (_, i) => base + i);
  const tries = ports.flatMap((port) =>
    (['tcp', 'udp'] as const).map((protocol) => bind({ protocol, host: '127.0.0.1', port, setting: '' })),
  );
  return (await Promise.all(tries)).every((b) => b.ok);
};

/** Settings of an instance on free ports: web, https, SIP, the internal ones and an RTP range. */
export async function freeSettings(): Promise<{ settings: Record<string, string>; release: () => void }> {
  const start = randomInt(blocks);
  for (let i = 0; i < blocks; i++) {
    const block = (start + i) % blocks;
    const base = first + block * size;
    if (!claim(block)) continue;
    const release = (): void => rmSync(join(claims, String(block)), { force: true });
    if (!(await free(base))) {
      release();
      continue;
    }
    return {
      release,
      settings: {
        ZUOXI_WEB_PORT: String(base),
        ZUOXI_WEBS_PORT: String(base + 1),
        ZUOXI_SIP_PORT: String(base + 2),
        ZUOXI_PORT_BASE: String(base + 3),
        ZUOXI_RTP_MIN: String(base + internal + 10),
        ZUOXI_RTP_MAX: String(base + size - 1),
      },
    };
  }
  throw new Error(`no free block of ${size} ports between ${first} and ${first + blocks * size}`);
}
