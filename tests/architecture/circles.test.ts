/** The files of the workbench import each other downwards: two that need each other are one idea, or hide a third. */
import { dirname, join, normalize } from 'node:path';
import { read, sources } from './support/tree';

const files = sources().filter((path) => /^admin-ui\/src\/.*\.tsx?$/.test(path));
const known = new Set(files);

const imported = (from: string): string[] =>
  [...read(from).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].flatMap(([, name = '']) => {
    const path = normalize(join(dirname(from), name));
    return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].filter((one) => known.has(one));
  });

/** The first way from a file back to itself; types count, because a reader follows them as well. */
function circle(): string[] | null {
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): string[] | null => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const next of imported(path)) {
      const found = walk(next, [...way, path]);
      if (found) return found;
    }
    done.add(path);
    return null;
  };
  for (const path of files) {
    const found = walk(path, []);
    if (found) return found;
  }
  return null;
}

it('no file of the workbench imports itself by way of others', () => {
  expect(files.length).toBeGreaterThan(200);
  expect(circle()).toBeNull();
});
