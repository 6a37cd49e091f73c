import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePrivate, privately, writePrivate } from './private-file';

it('what lies in a data directory is its owner’s alone, whatever the umask of who starts it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-private-'));
  const before = process.umask(0);
  try {
    const at = (...names: string[]): string => join(folder, ...names);
    makePrivate(at('a', 'b'));
    writePrivate(at('a', 'b', 'secret'), 'x');
    const [file = '', ...args] = privately(['touch', at('a', 'by a program')]);
    execFileSync(file, args);
    const modes = [['a'], ['a', 'b'], ['a', 'b', 'secret'], ['a', 'by a program']].map(
      (names) => statSync(at(...names)).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o600]);
    expect(process.umask()).toBe(0);
  } finally {
    process.umask(before);
    rmSync(folder, { recursive: true });
  }
});
