/** One run of jest, told by file. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';

export type Count = { passed: number; failed: number; ms?: number };
/** By the file's path. A run that fell over as a whole is the file `jest`. */
export type CountsByFile = Map<string, Count>;

/** Live and browser tests start whole instances: one at a time. */
export type Height = { name: string; workers: number };
export const heights: readonly Height[] = [
  { name: 'unit', workers: 2 },
  { name: 'live', workers: 1 },
  { name: 'browser', workers: 1 },
];

/** What jest's --json says. A file that could not run holds tests that nobody counted: it is a failure of its own. */
const JestResult = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

const run = (root: string, argv: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, argv, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });

function byFile(result: unknown): CountsByFile {
  const { testResults } = JestResult.parse(result);
  return new Map(
    testResults.map(({ name, status, startTime, endTime, assertionResults }) => {
      const of = (wanted: string): number => assertionResults.filter((one) => one.status === wanted).length;
      const failed = of('failed');
      return [name, { passed: of('passed'), failed: failed || (status === 'failed' ? 1 : 0), ms: endTime - startTime }];
    }),
  );
}

export async function jest(root: string, height: Height, more: readonly string[]): Promise<CountsByFile> {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-test-'));
  const file = join(folder, 'result.json');
  const options = ['--selectProjects', height.name, `--maxWorkers=${height.workers}`, '--json', `--outputFile=${file}`];
  const ended = await run(root, ['node_modules/jest/bin/jest.js', ...options, ...more]);
  try {
    const counts = byFile(JSON.parse(readFileSync(file, 'utf8')));
    if (!ended && failing(counts).length === 0) counts.set('jest', { passed: 0, failed: 1 });
    return counts;
  } catch {
    return new Map([['jest', { passed: 0, failed: 1 }]]); // it fell over
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const failing = (counts: CountsByFile): string[] => [...counts].flatMap(([file, { failed }]) => (failed ? [file] : []));

/** Where the time went: the slowest files, seconds first. */
export const slowest = (root: string, counts: CountsByFile, most = 8): string[] =>
  [...counts]
    .flatMap(([file, { ms }]) => (ms === undefined ? [] : [{ file, ms }]))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, most)
    .map(({ file, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${relative(root, file)}`);
