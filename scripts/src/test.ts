/** `npm test [-- <jest arguments>]`: checks, then the tests of every height; the last line is exactly `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ownConfig } from './config';

type Count = { passed: number; failed: number };

/** A check counts only when it fails: one. */
const checks: readonly { name: string; argv: readonly string[] }[] = [
  { name: 'lint', argv: ['node_modules/eslint/bin/eslint.js', '.'] },
  { name: 'format', argv: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'] },
  { name: 'types of the tests', argv: ['node_modules/typescript/bin/tsc', '-p', 'tests'] },
  { name: 'types of the workbench', argv: ['node_modules/typescript/bin/tsc', '-p', 'admin-ui', '--noEmit'] },
  { name: 'types of the screens of plugins', argv: ['node_modules/typescript/bin/tsc', '-p', 'plugins/map/ui'] },
];

/** Live and browser tests start whole instances: one at a time. */
const heights: readonly { name: string; workers: number }[] = [
  { name: 'unit', workers: 2 },
  { name: 'live', workers: 1 },
  { name: 'browser', workers: 1 },
];

/** What jest's --json says. A suite that could not run holds tests that nobody counted: it is a failure of its own. */
const JestResult = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
  success: z.boolean(),
});

const run = (root: string, argv: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, argv, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });

async function jest(root: string, height: (typeof heights)[number], more: readonly string[]): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-test-'));
  const file = join(folder, 'result.json');
  const options = [
    '--selectProjects',
    height.name,
    `--maxWorkers=${height.workers}`,
    '--json',
    `--outputFile=${file}`,
    ...(more.length ? ['--passWithNoTests'] : []),
  ];
  const ended = await run(root, ['node_modules/jest/bin/jest.js', ...options, ...more]);
  try {
    const result = JestResult.parse(JSON.parse(readFileSync(file, 'utf8')));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return { passed: result.numPassedTests, failed: failed || (ended ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1 }; // jest itself fell over
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void (async () => {
  const { root } = ownConfig();
  const more = process.argv.slice(2);
  const total: Count = { passed: 0, failed: 0 };
  for (const check of more.length ? [] : checks) {
    console.log(`\n== ${check.name}`);
    if (!(await run(root, check.argv))) total.failed++;
  }
  for (const height of heights) {
    console.log(`\n== ${height.name} tests`);
    const count = await jest(root, height, more);
    total.passed += count.passed;
    total.failed += count.failed;
  }
  if (total.passed + total.failed === 0) {
    console.log('\nNo test ran.');
    total.failed = 1;
  }
  process.exitCode = total.failed ? 1 : 0;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
})();
