// Plugins of integrators: folders below plugins/ that say "zuoxi": { "plugin": true }. Compiles what the root tsconfig does not name and bundles their screens.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** [{ folder: 'plugins/visits', ui: 'ui/index.tsx' | undefined }] */
export const pluginFolders = (root) =>
  readdirSync(join(root, 'plugins'))
    .map((name) => ({ folder: `plugins/${name}`, manifest: join(root, 'plugins', name, 'package.json') }))
    .filter(({ manifest }) => existsSync(manifest))
    .map(({ folder, manifest }) => ({ folder, ...read(manifest) }))
    .filter(({ zuoxi }) => zuoxi?.plugin === true)
    .map(({ folder, zuoxi, dependencies = {} }) => ({ folder, ui: zuoxi.ui, dependencies: Object.keys(dependencies) }));

/** React, the runtime of JSX and TanStack Query come from the workbench when the module is loaded (docs/plugins.md, "Screens"). */
const shared = (root) => [
  // the source, not the CommonJS build: what is not used is left out
  { find: /^@zuoxi\/contracts$/, replacement: join(root, 'node_modules/@zuoxi/contracts/src/index.ts') },
  { find: /^react$/, replacement: join(root, 'plugins/sdk/ui/shims/react.ts') },
  { find: /^@tanstack\/react-query$/, replacement: join(root, 'plugins/sdk/ui/shims/react-query.ts') },
  { find: /^react\/jsx(-dev)?-runtime$/, replacement: join(root, 'plugins/sdk/ui/shims/jsx-runtime.ts') },
];

/** Bundles one plugin's screen into `<folder>/dist/ui/ui.js` and what it loads later beside it. */
export async function bundle(root, { folder, ui }) {
  process.env.NODE_ENV = 'production'; // otherwise JSX becomes React's development calls
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: join(root, folder),
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: shared(root) },
    build: {
      outDir: 'dist/ui',
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: Number.MAX_SAFE_INTEGER, // a module is code alone
      modulePreload: false,
      rollupOptions: {
        input: join(root, folder, ui),
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: 'ui.js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = process.env.ZUOXI_ROOT ?? dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const wanted = process.argv.slice(2);
  for (const plugin of pluginFolders(root))
    if (plugin.ui && (!wanted.length || wanted.includes(plugin.folder))) await bundle(root, plugin);
}
