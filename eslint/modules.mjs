// The modules that live by the public contract (docs/plugins.md): folders below plugins/ whose package.json says so.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const plugins = join(dirname(fileURLToPath(import.meta.url)), '../plugins');

/** [{ folder: 'visits', name: '@zuoxi/visits' }] */
export const modules = readdirSync(plugins).flatMap((folder) => {
  const manifest = join(plugins, folder, 'package.json');
  if (!existsSync(manifest)) return [];
  const { name, zuoxi } = JSON.parse(readFileSync(manifest, 'utf8'));
  return zuoxi?.plugin === true ? [{ folder, name }] : [];
});
