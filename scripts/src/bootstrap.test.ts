import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../..');
/** Runs an expression with a bootstrap module as `m`, in a Node of its own: they are ES modules. */
const inModule = (name: string, expression: string): unknown =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import * as m from ${JSON.stringify(join(root, 'scripts/bootstrap', name))}; console.log(JSON.stringify(${expression}))`,
      ],
      {
        encoding: 'utf8',
      },
    ),
  );

describe('bootstrap', () => {
  it('every command of package.json is known to it', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const wanted = Object.values(scripts).flatMap((s) => /^node scripts\/bootstrap\.mjs (\w+)$/.exec(s)?.[1] ?? []);
    const { stderr, status } = spawnSync(process.execPath, [join(root, 'scripts/bootstrap.mjs'), 'nonsense'], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^There is no command "nonsense"\. There are: [a-z, ]+\.\n$/);
    for (const command of wanted) expect(stderr).toContain(command);
    expect(wanted).toEqual(expect.arrayContaining(['start', 'stop', 'status', 'call', 'doctor', 'bench', 'test']));
  });

  it.each([
    ['E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 12', 'another program is using apt'],
    ['npm error code ENOTFOUND registry', 'no network'],
    ['tar: write error: No space left on device', 'disk is full'],
    ['EACCES: permission denied, mkdir', 'right is missing'],
    ["Could not resolve 'deb.debian.org'", 'no network'],
    ['curl: (6) Could not resolve host: registry.npmjs.org', 'no network'],
    ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'vite' imported from /srv/zuoxi/x.mjs", 'vite was not found'],
    ["code: 'MODULE_NOT_FOUND' … Cannot find module './dist/main.js'", './dist/main.js was not found'],
    ['[ERROR] Could not resolve "@zuoxi/contracts"', '@zuoxi/contracts was not found'],
    ["[UNRESOLVED_IMPORT] Could not resolve '../../me/MePage' in src/Pages.tsx", '../../me/MePage was not found'],
  ])('%s → %s', (said, cure) => {
    expect(inModule('say.mjs', `m.cureFor(${JSON.stringify(said)})`)).toContain(cure);
  });

  it('what is built depends on the content of its inputs only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zuoxi-stamp-'));
    try {
      const hash = (): unknown => inModule('stamp.mjs', `m.contentHash(${JSON.stringify(folder)}, ['src', 'absent'])`);
      mkdirSync(join(folder, 'src/dist'), { recursive: true });
      writeFileSync(join(folder, 'src/a.ts'), 'a');
      const first = hash();
      writeFileSync(join(folder, 'src/dist/a.js'), 'built');
      writeFileSync(join(folder, 'src/a.ts'), 'a');
      expect(hash()).toBe(first);
      writeFileSync(join(folder, 'src/a.ts'), 'b');
      expect(hash()).not.toBe(first);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
