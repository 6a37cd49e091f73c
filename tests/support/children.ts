/** Programs that a test started: each is gone when the test is, however it ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Child = {
  process: ChildProcess;
  /** everything it wrote so far, both streams */
  output(): string;
  /** fulfilled with the exit code, null after a signal */
  exited: Promise<number | null>;
  stop(): Promise<void>;
};

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a program without standard input. Rejects with an Error when it cannot be started. */
export async function startChild(argv: readonly string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<Child> {
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const parts: string[] = [];
  child.stdout.on('data', (bytes: Buffer) => parts.push(bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => parts.push(bytes.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  void exited.then(() => running.delete(child));
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => {
      running.delete(child);
      reject(new Error(`${file}: ${error.message}. npm test installs it.`));
    });
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 2000);
    await exited;
    clearTimeout(hard);
  };
  return { process: child, output: () => parts.join(''), exited, stop };
}

/** A folder below the system's temporary one, and how to remove it. */
export function scratch(name: string): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), `zuoxi-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
