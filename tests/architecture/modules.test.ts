/** A module is a folder: what the workbench shows of it comes with it, and nothing outside says its name. */
import { z } from 'zod';
import { files, read, sources } from './support/tree';

const Manifest = z.object({ zuoxi: z.object({ plugin: z.boolean(), ui: z.string().optional() }).optional() });
const modules = files().flatMap((path) => {
  const name = /^plugins\/([\w-]+)\/package\.json$/.exec(path)?.[1];
  return name && Manifest.parse(JSON.parse(read(path))).zuoxi?.ui ? [name] : [];
});

it('the workbench names no module', () => {
  expect(modules).toEqual(expect.arrayContaining(['campaigns', 'map']));
  const named = sources()
    .filter((path) => path.startsWith('admin-ui/src/'))
    .flatMap((path) =>
      modules
        .filter((name) => new RegExp(`^.*(@zuoxi/|/x/|/api/|['"\`])${name}(['"\`/.]).*$`, 'm').test(read(path)))
        .map((name) => `${path}: ${name}`),
    );
  expect(named).toEqual([]);
});
