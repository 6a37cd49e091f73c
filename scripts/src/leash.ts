/** Ties an instance to the process that started it: however that ends, `kill -9` included, the instance is stopped. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Instance } from '@zuoxi/contracts/environment';

/** The kernel closes a dead process's end of the pipe; the guard reads the end of its input and stops the instance. */
export function leash(instance: Instance): void {
  const guard = spawn(process.execPath, [join(__dirname, 'guard.js'), instance.data], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.stdin.on('error', () => undefined); // the guard may end first, after a stop
  guard.unref();
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
}
