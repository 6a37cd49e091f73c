#!/usr/bin/env node
// `npm run create-plugin <name>`: a working plugin in plugins/<name>: a content type, a route, a page with its list, a tab of calls, an action, a background service and a test. Plain Node.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(fileURLToPath(import.meta.url));
const templates = join(home, 'templates/plugin');

/** Names that Strapi and the workbench's own routes have already. */
const taken = new Set(
  'accounts admin api call-control content-manager content-releases content-type-builder documentation email graphql i18n jobs live review-workflows sip upload uploads users-permissions workbench'.split(
    ' ',
  ),
);

/** Why a name cannot be a plugin's; null: it can. */
export function whyNot(root, name) {
  if (!name) return 'say its name: npm run create-plugin <name>';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 30)
    return `"${name}" cannot be a name: small letters, digits and single hyphens, a letter first, at most 30 (for example: customer-visits)`;
  if (taken.has(name)) return `"${name}" belongs to the platform: choose another name`;
  if (existsSync(join(root, 'plugins', name))) return `plugins/${name} is there already`;
  return null;
}

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );

/** Writes the folder; returns what was written, from the root. */
export function createPlugin(root, name) {
  const words = { name, table: name.replaceAll('-', '_') };
  return files(templates).map((template) => {
    const path = join('plugins', name, template.slice(templates.length + 1).replace(/\.txt$/, ''));
    const text = readFileSync(template, 'utf8').replace(/\{\{(\w+)\}\}/g, (_, word) => words[word]);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return path;
  });
}

function run(root, argv) {
  const { status, stdout, stderr } = spawnSync(argv[0], argv.slice(1), { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${argv.join(' ')}\n${stdout}${stderr}`);
}

function main() {
  const root = process.env.ZUOXI_ROOT ?? dirname(home);
  const [name = '', ...options] = process.argv.slice(2);
  const no = whyNot(root, name);
  if (no) {
    console.error(no);
    return 1;
  }
  try {
    createPlugin(root, name).forEach((path) => console.log(path));
    run(root, [process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-b', `plugins/${name}`]);
    run(root, [process.execPath, join(home, 'bootstrap/plugins.mjs'), `plugins/${name}`]);
    // names the new workspace in the lock, so that `npm ci` goes on working
    if (!options.includes('--no-install')) run(root, ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund']);
  } catch (error) {
    rmSync(join(root, 'plugins', name), { recursive: true, force: true });
    console.error(
      `It could not be built, so nothing is left of it (did npm start or npm run build run before?):\n${error.message}`,
    );
    return 1;
  }
  console.log(`
It is built. Its test:    npx jest plugins/${name}
It runs after:            npm start   (a running instance: npm stop first)
Switched on by an admin:  settings, plugins; then its page stands in the menu
What it may bring:        docs/plugins.md`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
