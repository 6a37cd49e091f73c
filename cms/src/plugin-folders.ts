/**
 * Plugins of integrators: every folder below `plugins/` whose package.json says `"zuoxi": { "plugin": true }`. No configuration names them. A plugin that
 * cannot be loaded is named and left out; the rest of the record plane starts without it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const Manifest = z.object({
  zuoxi: z.object({ plugin: z.literal(true) }),
  strapi: z.object({ name: z.string(), kind: z.literal('plugin') }),
  exports: z.object({ './strapi-server': z.string() }),
});
const load = createRequire(__filename);
export type PluginFolder = { name: string; manifest: string; entry: string };

/** Those found below `folder`, by name. */
export const pluginFolders = (folder: string): PluginFolder[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name, 'package.json'))
    .filter((manifest) => existsSync(manifest))
    .flatMap((manifest) => {
      const read = Manifest.safeParse(JSON.parse(readFileSync(manifest, 'utf8')));
      if (!read.success) return [];
      return [{ name: read.data.strapi.name, manifest, entry: join(dirname(manifest), read.data.exports['./strapi-server']) }];
    })
    .sort((a, b) => a.name.localeCompare(b.name));

/** What `config/plugins.ts` adds for them. `complain` is told of each that does not load. */
export function pluginsConfiguration(folder: string, complain: (words: string) => void) {
  const works = ({ name, entry }: PluginFolder): boolean => {
    try {
      load(entry);
      return true;
    } catch (error) {
      complain(`plugin ${name} is left out: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  };
  return Object.fromEntries(
    pluginFolders(folder)
      .filter(works)
      .map(({ name, manifest }) => [name, { enabled: true, resolve: manifest }]),
  );
}
