/** Free ports for what a benchmark starts. */
import { bind } from '@zuoxi/scripts/ports';

const free = async (port: number): Promise<boolean> => {
  const tries = (['tcp', 'udp'] as const).map((protocol) => bind({ protocol, host: '127.0.0.1', port, setting: '' }));
  return (await Promise.all(tries)).every((b) => b.ok);
};

/** The first of `count` (at most 50) ports in a row, below the range from which the kernel gives ports to clients, free for TCP and UDP. */
export async function freeBlock(count: number): Promise<number> {
  for (let base = 20_000; base < 32_000; base += 50) {
    const ports = Array.from({ length: count }, (_, i) => base + i);
    if ((await Promise.all(ports.map(free))).every(Boolean)) return base;
  }
  throw new Error(`no ${count} free ports in a row`);
}
