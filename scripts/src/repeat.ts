/**
 * `npm run repeat -- <times> [<part of a path> …]`: runs live and browser test files so many times, file by file, and says which failed how often. What fails once
 * in twenty runs is a fault of the test or of the product, and this is how one finds out which (CONTRIBUTING, "Tests").
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ownConfig } from './config';
import { failing, heights, jest } from './jest-run';
import { table } from './table';
import { main, Trouble } from './trouble';

const Times = z.coerce.number().int().min(1).max(1000);

main(async () => {
  const { root } = ownConfig();
  const [given, ...parts] = process.argv.slice(2);
  const times = Times.safeParse(given);
  if (!times.success)
    throw new Trouble('npm run repeat -- <times> [<part of a path> …], for example: npm run repeat -- 20 survival');
  const files = heights
    .filter(({ name }) => name !== 'unit')
    .flatMap((height) =>
      readdirSync(join(root, 'tests', height.name))
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => ({ height, path: `tests/${height.name}/${name}` })),
    )
    .filter(({ path }) => !parts.length || parts.some((part) => path.includes(part)));
  if (!files.length) throw new Trouble(`No live or browser test file has ${parts.join(' or ')} in its path.`);
  const failures: [string, string][] = [];
  for (const { height, path } of files) {
    let failed = 0;
    for (let run = 0; run < times.data; run++) if (failing(await jest(root, height, ['--runTestsByPath', path])).length) failed++;
    if (failed) failures.push([path, `${failed} of ${times.data}`]);
  }
  console.log(
    failures.length ? table(['file', 'failed'], failures) : `${files.length} files, ${times.data} times each: none failed.`,
  );
  process.exitCode = failures.length ? 1 : 0;
});
