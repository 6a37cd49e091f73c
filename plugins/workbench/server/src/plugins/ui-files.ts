/** The browser's part of each plugin: ES modules of our own origin, named by their content so that they can be kept for ever. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '@strapi/strapi';
import type { SignedIn, UiModule } from '@zuoxi/contracts';
import { pluginsOf } from '@zuoxi/plugin/runtime';
import { z } from 'zod';

type File = { body: Buffer; hash: string; at: number };
const Enabled = z.record(z.string(), z.looseObject({ pathToPlugin: z.string().optional() }));
const known = new Map<string, File>();

/** `ui.js`, or a part that it loads later. Null: the plugin has no screen, or it is not built (`npm run build`). */
export function uiFile(strapi: Core.Strapi, name: string, part = 'ui.js'): File | null {
  if (!/^[\w-]+\.js$/.test(part)) return null;
  if (!pluginsOf(strapi).some((plugin) => plugin.name === name)) return null;
  const folder = Enabled.parse(strapi.config.get('enabledPlugins'))[name]?.pathToPlugin;
  const path = folder ? join(folder, 'dist/ui', part) : null;
  if (!path || !existsSync(path)) return null;
  const at = statSync(path).mtimeMs;
  const had = known.get(path);
  if (had?.at === at) return had;
  const body = readFileSync(path);
  const file = { body, at, hash: createHash('sha256').update(body).digest('hex').slice(0, 16) };
  known.set(path, file);
  return file;
}

/** What the schema tells a session: the modules of the plugins that its tenant has switched on. */
export const uiModules = (strapi: Core.Strapi, who: Pick<SignedIn, 'modules'>): UiModule[] =>
  pluginsOf(strapi).flatMap(({ name }) => {
    const file = who.modules.includes(name) ? uiFile(strapi, name) : null;
    return file ? [{ plugin: name, url: `/api/workbench/plugins/${name}/ui.js?${file.hash}` }] : [];
  });

/** A type that a plugin brings is there for tenants that have the plugin; any other type is there for all. */
export function typeIsOn(uid: string, who: Pick<SignedIn, 'modules'>, plugins: readonly { name: string }[]): boolean {
  const owner = /^plugin::([^.]+)\./.exec(uid)?.[1];
  return !owner || !plugins.some(({ name }) => name === owner) || who.modules.includes(owner);
}
