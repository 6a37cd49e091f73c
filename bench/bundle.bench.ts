/**
 * What a browser loads before the workbench stands: gzip bytes of the entry, everything it imports statically, and the words of one language, beside a bare
 * react-admin + JsSIP app (one list, one phone) built by the same vite in the same run.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { BenchResult } from '@zuoxi/scripts/bench';
import { z } from 'zod';

const root = resolve(__dirname, '../..');
const nginxLevel = 1; // nginx's default gzip_comp_level

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().default(false),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

const bare = `import { createRoot } from 'react-dom/client';
import { Admin, DataTable, List, Resource } from 'react-admin';
import { UA, WebSocketInterface } from 'jssip';
const none = async () => ({ data: [], total: 0 });
const calls = () => <List><DataTable><DataTable.Col source="number" /></DataTable></List>;
new UA({ sockets: [new WebSocketInterface('wss://localhost/sip')], uri: 'sip:a@localhost' }).start();
createRoot(document.getElementById('root')).render(<Admin dataProvider={{ getList: none }}><Resource name="calls" list={calls} /></Admin>);
`;

function bareApp(folder: string): string {
  mkdirSync(folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'main.jsx'), bare);
  writeFileSync(join(folder, 'index.html'), '<div id="root"></div><script type="module" src="/main.jsx"></script>');
  const config = `export default { root: ${JSON.stringify(folder)}, build: { target: 'es2022' }, oxc: { jsx: { runtime: 'automatic' } } };`;
  writeFileSync(join(folder, 'vite.config.mjs'), config);
  return join(folder, 'vite.config.mjs');
}

/** `awaited`: sources that are imported by a call before anything is drawn. */
async function built(config: string, out: string, awaited: readonly string[] = []): Promise<{ bytes: number; chunks: number }> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const given = [
    'build',
    '--config',
    config,
    '--outDir',
    out,
    '--emptyOutDir',
    '--manifest',
    'manifest.json',
    '--logLevel',
    'error',
  ];
  await promisify(execFile)(process.execPath, [vite, ...given]);
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')));
  const files = new Set<string>(['index.html']);
  const take = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    for (const file of [chunk.file, ...chunk.css]) files.add(file);
    chunk.imports.forEach(take);
  };
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) take(name);
  for (const name of awaited) {
    if (!manifest[name]) throw new Error(`nothing is built of ${name}`);
    take(name);
  }
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(out, file)), { level: nginxLevel }).length, 0);
  return { bytes, chunks: files.size };
}

export default async function bench(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-bundle-'));
  try {
    const floor = await built(bareApp(join(folder, 'bare')), join(folder, 'bare-out'));
    const ours = await built(join(root, 'admin-ui/vite.config.ts'), join(folder, 'ours-out'), ['src/i18n/zh/index.ts']);
    const kB = (bytes: number): number => Math.round(bytes / 100) / 10;
    return {
      name: 'Bytes of the first load',
      rows: [
        {
          what: 'workbench, gzip, beside a bare react-admin + JsSIP app',
          value: kB(ours.bytes),
          unit: 'kB',
          floor: kB(floor.bytes),
          ratio: ours.bytes / floor.bytes,
          goal: '≤ 1.2×',
        },
        { what: 'files of the first load', value: ours.chunks, unit: 'files', floor: floor.chunks },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
