/** `npm run bench [name]`: runs bench/<name>.ts, or all, and prints what they measured. They are no tests and fail nothing (CONTRIBUTING, "Benchmarks"). */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BenchResult, type Bench } from './bench-result';
import { ownConfig } from './config';
import { output } from './programs';
import { table } from './table';
import { main, Trouble } from './trouble';

const figure = (n: number | undefined): string => (n === undefined ? '' : Math.abs(n) >= 100 ? n.toFixed(0) : n.toPrecision(3));

const isBench = (value: unknown): value is Bench => typeof value === 'function';

async function load(file: string): Promise<Bench> {
  const loaded: unknown = await import(file);
  const { default: exported } = z.object({ default: z.unknown() }).parse(loaded);
  // a CommonJS module imported as ESM carries its own default inside
  const found = isBench(exported) ? exported : z.object({ default: z.unknown() }).parse(exported).default;
  if (!isBench(found)) throw new Trouble(`${file} has no default export to run.`);
  return found;
}

main(async () => {
  const { root } = ownConfig();
  const folder = join(root, 'bench/dist');
  await output([process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-b', join(root, 'bench')]).catch(
    (error: Error) => {
      throw new Trouble(`bench/ does not compile: ${error.message}`);
    },
  );
  const names = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith('.bench.js')) : [];
  const wanted = process.argv.slice(2).filter((a) => !a.startsWith('-'));
  const chosen = names.filter((f) => !wanted.length || wanted.includes(f.replace('.bench.js', '')));
  if (!chosen.length)
    throw new Trouble(`No such benchmark. There are: ${names.map((f) => f.replace('.bench.js', '')).join(', ') || 'none'}.`);
  for (const file of chosen) {
    const bench = await load(join(folder, file));
    const { name, rows } = BenchResult.parse(await bench());
    console.log(`\n${name}`);
    const head = ['what', 'value', 'unit', 'floor', 'ratio', 'goal'];
    console.log(
      table(
        head,
        rows.map((r) => [r.what, figure(r.value), r.unit, figure(r.floor), figure(r.ratio), r.goal ?? '']),
      ),
    );
  }
});
