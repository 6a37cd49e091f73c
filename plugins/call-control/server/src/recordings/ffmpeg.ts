import { spawn } from 'node:child_process';

/** Runs ffmpeg behind the calls of the same machine. Rejects with what it said; `mostMs`: then it is ended. */
export const ffmpeg = (args: readonly string[], input?: Buffer, mostMs?: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('nice', ['-n', '10', 'ffmpeg', '-v', 'error', '-y', ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: mostMs,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}: ${said.trim()}`))));
    child.stdin.on('error', () => undefined); // it ended before it read all: its end says why
    child.stdin.end(input);
  });
