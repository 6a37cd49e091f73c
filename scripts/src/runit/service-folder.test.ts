import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quote, writeServiceFolder } from './service-folder';

describe('the folder of a service', () => {
  it('words survive the shell, whatever is in them', () => {
    const words = ['plain', 'two words', "it's", '$HOME `id` "x" \\', '', '坐席', 'a\nb'];
    const out = execFileSync('sh', ['-c', `for w in ${words.map(quote).join(' ')}; do printf '%s\\0' "$w"; done`], {
      encoding: 'utf8',
    });
    expect(out.split('\0').slice(0, -1)).toEqual(words);
  });

  it('the run script gives the program its arguments, its folder and nothing of the caller’s environment', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zuoxi-service-'));
    try {
      const print =
        'console.log(JSON.stringify([process.argv.slice(1), process.cwd(), process.env.SECRET ?? null, process.env.ZUOXI_X]))';
      const argv = [process.execPath, '-e', print, 'a b'];
      writeServiceFolder(join(folder, 's'), join(folder, 'log'), { argv, cwd: folder, env: { ZUOXI_X: "d'accord" } }, false);
      const out = execFileSync('./run', { cwd: join(folder, 's'), encoding: 'utf8', env: { ...process.env, SECRET: 'x' } });
      expect(JSON.parse(out)).toEqual([['a b'], folder, null, "d'accord"]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
