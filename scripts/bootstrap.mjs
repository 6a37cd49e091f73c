#!/usr/bin/env node
// `node scripts/bootstrap.mjs <command> [...]`: makes ready what the command needs, then runs scripts/dist/<command>.js in this process.
// Plain Node without packages: it runs before `npm install` ever has. When nothing is to do it adds some tens of milliseconds.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildAll, buildTypescript } from './bootstrap/build.mjs';
import { ensurePackages } from './bootstrap/npm.mjs';
import { Stop } from './bootstrap/say.mjs';
import { ensureSystem } from './bootstrap/system.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What each command needs before its own code runs. */
const commands = {
  start: [node, system, packages, buildAll],
  stop: [node, built],
  status: [node, built],
  call: [node, packages, buildTypescript],
  doctor: [node, packages, buildTypescript],
  audit: [node, packages, buildTypescript],
  backup: [node, packages, buildTypescript],
  restore: [node, system, packages, buildTypescript],
  bench: [node, system, packages, buildAll],
  test: [node, systemForTests, packages, buildAll],
  repeat: [node, systemForTests, packages, buildAll],
  design: [node, packages, buildTypescript],
  pictures: [node, packages, buildTypescript],
  types: [node, packages, buildTypescript],
  run: [node, built],
};

function node() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [, least] = /^>=(\S+)/.exec(engines.node);
  const parts = (version) => version.split('.').map(Number);
  const [[major, minor], [leastMajor, leastMinor]] = [parts(process.versions.node), parts(least)];
  if (major < leastMajor || (major === leastMajor && minor < leastMinor))
    throw new Stop(
      `Node ${process.versions.node} is too old: Zuoxi needs Node ${least} or newer, best ${readFileSync(join(root, '.nvmrc'), 'utf8').trim()} (https://nodejs.org).`,
    );
}
function system() {
  return ensureSystem(root, ['base']);
}
function systemForTests() {
  return ensureSystem(root, ['base', 'test']);
}
function packages() {
  return ensurePackages(root);
}
function built(command) {
  if (!existsSync(join(root, 'scripts/dist', `${command}.js`)))
    throw new Stop('Nothing was built or started here yet: npm start does both.');
}

/** What the system refuses to this script itself. */
const wordsFor = {
  EACCES: (path) =>
    `${path} may not be written by this user: the checkout and its .data must belong to who runs npm, or be run as root.`,
  EROFS: (path) => `${path} lies on a disk that cannot be written.`,
  ENOSPC: () => 'The disk is full: free at least 3 GB, then try again.',
};

const [command = '', ...rest] = process.argv.slice(2);
try {
  const needs = commands[command];
  if (!needs) throw new Stop(`There is no command "${command}". There are: ${Object.keys(commands).join(', ')}.`);
  for (const need of needs) await need(need === built ? command : root);
  const entry = join(root, 'scripts/dist', `${command}.js`);
  process.argv = [process.argv[0], entry, ...rest];
  await import(pathToFileURL(entry).href);
} catch (error) {
  console.error(error instanceof Stop ? error.message : (wordsFor[error?.code]?.(error.path) ?? error));
  process.exitCode = 1;
}
