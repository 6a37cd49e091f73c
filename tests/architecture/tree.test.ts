import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { patternTrouble } from '@zuoxi/contracts/patterns';
import { z } from 'zod';
import { files, read, root, sources } from './support/tree';

const lines = (path: string): number => read(path).split('\n').length;

describe('files stay small (design §7.12)', () => {
  const sizes = sources()
    .map((path) => ({ path, lines: lines(path) }))
    .sort((a, b) => a.lines - b.lines);
  const at = (share: number): number => sizes[Math.floor((sizes.length - 1) * share)]?.lines ?? 0;

  it('half of them have fewer than 100 lines', () => {
    expect(at(0.5)).toBeLessThan(100);
  });
  it('nine of ten have at most 350', () => {
    expect(at(0.9)).toBeLessThanOrEqual(350);
  });
});

it('an expression of JavaScript is made of words of the code alone: patterns that are data run in linear time', () => {
  const made = sources().filter(
    (path) => !/^admin-ui\/(dev|public)\//.test(path) && /\bRegExp\((?!`\^|[a-z]\w*Pattern\))/.test(read(path)),
  );
  // compiled, to say whether it is one, and never run
  expect(made).toEqual(['plugins/contracts/src/patterns.ts']);
});

it('patterns of our own content types run in linear time, too: one that RE2 does not take would refuse nothing', () => {
  const Type = z.object({ attributes: z.record(z.string(), z.looseObject({ regex: z.string().optional() })) });
  const patterns = files()
    .filter((path) => /content-types\/[\w-]+\/schema\.json$/.test(path))
    .flatMap((path) =>
      Object.entries(Type.parse(JSON.parse(read(path))).attributes).flatMap(([name, { regex }]) =>
        regex === undefined ? [] : [{ path, name, trouble: patternTrouble(regex) }],
      ),
    );
  expect(patterns.length).toBeGreaterThan(5);
  expect(patterns.filter(({ trouble }) => trouble)).toEqual([]);
});

describe('nothing of one machine is in the project', () => {
  it('the lock file holds no download addresses', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/);
  });
  it('the lock file names the optional packages of every platform: without them npm ci refuses to work', () => {
    const { packages } = z
      .object({ packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() })) })
      .parse(JSON.parse(read('package-lock.json')));
    const named = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
    const present = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
    expect(named.filter((name) => !present.has(name))).toEqual([]);
  });
  it('no path of a home or work folder, no mark of unfinished work', () => {
    const text = files().filter(
      (path) => /\.(ts|tsx|mjs|js|json|md|yml|yaml|cfg|conf|sh|Dockerfile|html|css)$/.test(path) && path !== 'package-lock.json',
    );
    const found = text.flatMap((path) => {
      const content = read(path);
      const home = /(?<![\w./-])\/(?:(?:home|Users|work)(?![\w-])|root\/[a-z])[/\w.-]*/.exec(content)?.[0];
      const unfinished = /\b(?:TODO|FIXME|XXX)\b/.exec(content)?.[0];
      return [home, unfinished].flatMap((hit) => (hit && !path.startsWith('tests/architecture/') ? [`${path}: ${hit}`] : []));
    });
    expect(found).toEqual([]);
  });
  it('no generated file is kept', () => {
    expect(
      files().filter((path) => /(^|\/)(dist|node_modules|\.data|build)\//.test(path) || path.endsWith('.tsbuildinfo')),
    ).toEqual([]);
  });
  it('no console.log in what runs as a process or is imported by one', () => {
    const libraries = sources().filter((path) => path.startsWith('plugins/') && !path.includes('/robot/'));
    expect(libraries.filter((path) => /\bconsole\.log\(/.test(read(path)))).toEqual([]);
  });
});

describe('workspaces', () => {
  it('each has a licence, a private version, and a place in the root package.json', () => {
    const manifests = files().filter((path) => /\/package\.json$/.test(path));
    const listed = z.object({ workspaces: z.array(z.string()) }).parse(JSON.parse(read('package.json'))).workspaces;
    const folders = manifests.map((path) => dirname(path));
    const fits = (pattern: string) => (folder: string) => new RegExp(`^${pattern.replaceAll('*', '[^/]+')}$`).test(folder);
    expect(folders.filter((folder) => !listed.some((pattern) => fits(pattern)(folder)))).toEqual([]);
    expect(listed.filter((pattern) => !folders.some(fits(pattern)))).toEqual([]);
    for (const path of manifests)
      expect(JSON.parse(read(path))).toMatchObject({ private: true, license: 'Apache-2.0', version: '0.1.0' });
    expect(existsSync(join(root, 'LICENSE'))).toBe(true);
  });
});
