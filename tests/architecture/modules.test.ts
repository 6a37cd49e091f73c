/** A module is a folder that an integrator could have written: the platform names none. Imports are lint's (eslint/walls.mjs); this looks for words. */
import { z } from 'zod';
import { files, read } from './support/tree';

const Manifest = z.object({ zuoxi: z.object({ plugin: z.literal(true) }) });
const modules = files().flatMap((path) => {
  const name = /^plugins\/([^/]+)\/package\.json$/.exec(path)?.[1];
  return name && Manifest.safeParse(JSON.parse(read(path))).success ? [name] : [];
});
const platform =
  /^(admin-ui|plugins\/(contracts|record-plane|accounts|workbench|call-control|jobs|storage|sdk)|cms\/(src|config)|scripts|eslint)\/.*\.(tsx?|mjs|js|json|txt)$/;

/** How a module is named in code: as a package, a content type, a folder, a path, a word. */
const namings = (name: string): RegExp =>
  new RegExp(`@zuoxi/${name}\\b|plugin::${name}\\.|plugins/${name}\\b|/(api|x)/${name}\\b|(['"\`])${name}\\2`);
const found = (name: string, path: string, text: string): string[] =>
  text.split('\n').flatMap((line, i) => (namings(name).test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : []));

test('there are modules to look for', () => {
  expect(modules).toEqual(expect.arrayContaining(['campaigns', 'map']));
});

test('a naming is found in each of its forms', () => {
  for (const line of [
    `import '@zuoxi/visits/contract'`,
    `'plugin::visits.visit'`,
    'plugins/visits/src',
    `'/api/visits/x'`,
    `modules: ['visits']`,
  ])
    expect(found('visits', 'x.ts', line)).toHaveLength(1);
  expect(found('map', 'x.ts', 'rows.map((row) => row)')).toEqual([]);
});

test('the platform names no module, tests excepted', () => {
  const sources = files().filter((path) => platform.test(path) && !/\.test\.tsx?$/.test(path));
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.flatMap((path) => modules.flatMap((name) => found(name, path, read(path))))).toEqual([]);
});
