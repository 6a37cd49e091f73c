/** `npm run create-plugin` in a checkout of its own (symbolic links to this one), and then the test that it made. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../support/children';
import { root } from '../support/command';

let checkout: { path: string; remove(): void };
beforeAll(() => {
  checkout = scratch('checkout');
  mkdirSync(join(checkout.path, 'plugins'));
  for (const path of ['node_modules', 'tests', 'plugins/sdk']) symlinkSync(join(root, path), join(checkout.path, path));
  for (const path of ['tsconfig.base.json', 'package.json']) cpSync(join(root, path), join(checkout.path, path));
});
afterAll(() => checkout.remove());

const create = (...words: string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts/create-plugin.mjs'), ...words, '--no-install'], {
    encoding: 'utf8',
    env: { ...process.env, ZUOXI_ROOT: checkout.path },
  });

test.each([
  ['Bad Name', 'cannot be a name'],
  ['9lives', 'cannot be a name'],
  ['double--hyphen', 'cannot be a name'],
  ['../elsewhere', 'cannot be a name'],
  ['workbench', 'belongs to the platform'],
  ['sdk', 'is there already'],
])('create-plugin %s is refused: %s', (name, words) => {
  const { status, stderr } = create(name);
  expect([status, stderr]).toEqual([1, expect.stringContaining(words)]);
});

test('a plugin made by create-plugin is built, has a screen, and its own test passes', () => {
  const { status, stdout, stderr } = create('field-trips');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('npx jest plugins/field-trips');
  const folder = join(checkout.path, 'plugins/field-trips');
  expect(existsSync(join(folder, 'dist/index.js'))).toBe(true);
  const screen = readFileSync(join(folder, 'dist/ui/ui.js'), 'utf8');
  expect(screen).toMatch(/export\s*\{[^}]* as default/);
  expect(screen.length).toBeLessThan(40_000); // React and Material UI are the workbench's
  expect(create('field-trips').stderr).toContain('is there already');

  const types = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(folder, 'ui')], {
    encoding: 'utf8',
  });
  expect(types.stdout).toBe('');

  const config = join(checkout.path, 'jest.config.js');
  const unit = `require(${JSON.stringify(join(root, 'jest.config.js'))}).projects[0]`;
  const where = `rootDir: __dirname, testMatch: ['<rootDir>/plugins/*/src/*.test.ts']`;
  writeFileSync(config, `module.exports = { ...${unit}, ${where}, modulePathIgnorePatterns: [] };\n`);
  const jest = spawnSync(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), '--config', config], {
    encoding: 'utf8',
    cwd: checkout.path,
  });
  expect(jest.stderr).toContain('Tests:       2 passed, 2 total');
}, 180_000);
