import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceAccount } from './account';
import { output } from './programs';

const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot('a checkout that only root may enter: the services see its files and read them, and write none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-account-'));
  const file = join(folder, 'package.json');
  writeFileSync(file, '{}');
  const { drop } = await serviceAccount([folder, file], tmpdir(), async () => undefined);
  const look = `
    const fs = require('node:fs');
    const writes = () => { try { fs.writeFileSync(process.argv[1], ''); return true; } catch { return false; } };
    console.log([fs.existsSync(process.argv[1]), fs.readFileSync(process.argv[1], 'utf8'), writes(), process.getuid() === 0].join());`;
  expect(await output([...drop, process.execPath, '-e', look, file])).toBe('true,{},false,false\n');
  rmSync(folder, { recursive: true });
});
