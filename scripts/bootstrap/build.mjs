// Builds what changed: TypeScript, the plugins' screens, the record plane's panel, the workbench.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pluginFolders } from './plugins.mjs';
import { step, Stop } from './say.mjs';
import { contentHash, stampIs, writeStamp } from './stamp.mjs';

/** Runs the step when the inputs' content differs from what the stamp says, or an output is gone. */
async function whenChanged(root, { title, inputs, outputs, stamp, argv, env, stale = [] }) {
  const hash = contentHash(root, inputs);
  const file = join(root, stamp);
  if (stampIs(file, hash) && outputs.every((path) => existsSync(join(root, path)))) return;
  for (const path of stale) rmSync(join(root, path), { recursive: true, force: true });
  await step(root, title, argv, { env });
  writeStamp(file, hash);
}

const projects = (root) => JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).references.map(({ path }) => path);

export const buildTypescript = (root) =>
  whenChanged(root, {
    title: 'Compiling',
    inputs: ['tsconfig.json', 'tsconfig.base.json', 'package-lock.json', ...projects(root)],
    outputs: projects(root).map((path) => join(path, 'dist')),
    stamp: 'scripts/dist/.stamp',
    argv: [process.execPath, 'node_modules/typescript/bin/tsc', '-b'],
  });

/** Plugins: code that the root tsconfig does not name, and screens. One that cannot be built is named; everything else starts without it. */
export async function buildPlugins(root) {
  for (const { folder, ui } of pluginFolders(root)) {
    const shared = { inputs: [folder, 'plugins/sdk', 'package-lock.json', 'scripts/bootstrap/plugins.mjs'] };
    try {
      if (!projects(root).includes(folder) && existsSync(join(root, folder, 'tsconfig.json')))
        await whenChanged(root, {
          ...shared,
          title: `Compiling ${folder}`,
          outputs: [`${folder}/dist`],
          stamp: `${folder}/dist/.stamp`,
          argv: [process.execPath, 'node_modules/typescript/bin/tsc', '-b', folder],
        });
      if (ui)
        await whenChanged(root, {
          ...shared,
          title: `Bundling the screens of ${folder}`,
          outputs: [`${folder}/dist/ui/ui.js`],
          stamp: `${folder}/dist/ui/.stamp`,
          argv: [process.execPath, 'scripts/bootstrap/plugins.mjs', folder],
        });
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      console.error(`${folder} is not built and left out: ${error.message}`);
    }
  }
}

const contracts = 'plugins/contracts/src';
const hasBuild = (root, workspace) =>
  Boolean(JSON.parse(readFileSync(join(root, workspace, 'package.json'), 'utf8')).scripts?.build);

async function buildCms(root) {
  if (!hasBuild(root, 'cms')) return;
  await whenChanged(root, {
    title: 'Building the administration panel',
    inputs: [
      'cms',
      'package-lock.json',
      contracts,
      'plugins/record-plane',
      'plugins/accounts/server',
      'plugins/call-control/server',
      'plugins/workbench/admin',
    ],
    outputs: ['cms/dist'],
    stale: ['cms/dist/src/api', 'cms/dist/.tsbuildinfo'], // a content type that is gone from the sources leaves nothing behind
    stamp: 'cms/dist/.stamp',
    argv: ['npm', 'run', 'build', '-w', 'cms'],
    env: { NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' },
  });
}

async function buildUi(root) {
  if (!hasBuild(root, 'admin-ui')) return;
  await whenChanged(root, {
    title: 'Building the workbench',
    inputs: ['admin-ui', 'package-lock.json', contracts, 'plugins/sdk/ui'],
    outputs: ['admin-ui/dist/index.html'],
    stamp: 'admin-ui/dist/.stamp',
    argv: ['npm', 'run', 'build', '-w', 'admin-ui'],
    env: { NODE_ENV: 'production' },
  });
}

export async function buildAll(root) {
  await buildTypescript(root);
  await buildPlugins(root);
  await buildCms(root);
  await buildUi(root);
}
