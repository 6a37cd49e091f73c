/** The sounds of a test's instance. */
import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Making the sounds takes seconds of computing, so the tests of one machine share them. A process of its own makes them: inside jest, where every global is
 * looked up through a proxy, it takes over a minute.
 */
export async function giveSounds(data: string): Promise<void> {
  const shared = join(tmpdir(), 'zuoxi-test-sounds');
  const make = 'require(process.argv[1]).makeSounds(process.argv[2])';
  await promisify(execFile)(process.execPath, ['-e', make, require.resolve('@zuoxi/scripts/sounds'), shared]);
  cpSync(shared, join(data, 'sounds'), { recursive: true });
}
