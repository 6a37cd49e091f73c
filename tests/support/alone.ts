/** Work that only one process of the machine does at a time. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Holds flock(1) on `file` during `work`: the kernel gives the lock back when the holder ends, and the holder ends when this process does. */
export async function alone<T>(file: string, work: () => Promise<T>): Promise<T> {
  const holder = spawn('flock', [file, 'sh', '-c', 'echo mine && exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const over = once(holder, 'exit');
  await Promise.race([
    once(holder.stdout, 'data'),
    over.then(([code]) => Promise.reject(new Error(`flock ended with ${String(code)}`))),
  ]);
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await over;
  }
}
