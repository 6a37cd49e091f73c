/** `npm test [-- <jest arguments>]`: checks, then the tests of every height; the last line is exactly `N passed, N failed`. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ownConfig } from './config';
import { failing, heights, jest, slowest, type Count } from './jest-run';

/** A check counts only when it fails: one. */
type Check = { name: string; argv: readonly string[] };
const checks = (root: string): Check[] => [
  { name: 'lint', argv: ['node_modules/eslint/bin/eslint.js', '.'] },
  { name: 'audit', argv: ['scripts/dist/audit.js', '--tree'] },
  { name: 'format', argv: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'] },
  { name: 'types of the tests', argv: ['node_modules/typescript/bin/tsc', '-p', 'tests'] },
  { name: 'types of the workbench', argv: ['node_modules/typescript/bin/tsc', '-p', 'admin-ui', '--noEmit'] },
  ...readdirSync(join(root, 'plugins'))
    .map((name) => join('plugins', name, 'ui'))
    .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
    .map((folder) => ({ name: `types of ${folder}`, argv: ['node_modules/typescript/bin/tsc', '-p', folder] })),
];

/**
 * Many tests hear real sound against the wall clock of whatever machine this is, so the few files that failed are looked at once more, one at a time; what
 * needed that is named at the end, because it is a flaw to be found. More than these are no accident.
 */
const mostTwice = 3;

const seconds = (begun: number): string => `${Math.round((Date.now() - begun) / 1000)} s`;

/** What it says comes in one piece when it has ended, because another runs beside it. */
const check = (root: string, { name, argv }: Check): Promise<boolean> =>
  new Promise((resolve) => {
    const begun = Date.now();
    execFile(process.execPath, argv, { cwd: root, maxBuffer: Infinity }, (error, out, err) => {
      console.log(`\n== ${name} took ${seconds(begun)}\n${out}${err}`.trimEnd());
      resolve(error === null);
    });
  });

/** One after the other; gives how many failed. Two who share `left` are two lanes. */
async function lane(root: string, left: Check[]): Promise<number> {
  let failed = 0;
  for (let next = left.shift(); next; next = left.shift()) if (!(await check(root, next))) failed++;
  return failed;
}

void (async () => {
  const { root } = ownConfig();
  const more = process.argv.slice(2);
  const total: Count = { passed: 0, failed: 0 };
  const again: string[] = [];
  const left = more.length ? [] : checks(root);
  for (const failed of await Promise.all([lane(root, left), lane(root, left)])) total.failed += failed;
  for (const height of heights) {
    console.log(`\n== ${height.name} tests`);
    const begun = Date.now();
    const told = await jest(root, height, more.length ? ['--passWithNoTests', ...more] : []);
    console.log(`\n== ${height.name} tests took ${seconds(begun)}; the slowest files`);
    for (const line of slowest(root, told)) console.log(line);
    const files = failing(told);
    if (files.length > 0 && files.length <= mostTwice && !told.has('jest')) {
      console.log(`\n== ${height.name} tests that failed, once more`);
      const second = await jest(root, { ...height, workers: 1 }, ['--runTestsByPath', ...files]);
      for (const [file, count] of second) told.set(file, count);
      again.push(...files.filter((file) => second.get(file)?.failed === 0));
    }
    for (const { passed, failed } of told.values()) {
      total.passed += passed;
      total.failed += failed;
    }
  }
  if (total.passed + total.failed === 0) {
    console.log('\nNo test ran.');
    total.failed = 1;
  }
  for (const file of again) console.log(`\nFailed once, passed when run again: ${relative(root, file)}`);
  process.exitCode = total.failed ? 1 : 0;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
})();
