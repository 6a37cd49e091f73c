/** TEN-02: what an operator switches for an enterprise are the plugins that are installed. */
import type { Core } from '@strapi/strapi';
import { pluginsOf } from '@zuoxi/plugin/runtime';
import { uids } from '../types/uids';

type Attribute = { pluginOptions?: { workbench?: object } };

/** In `bootstrap()`, when every plugin has said who it is, and before the catalogue is read. */
export function offerModules(strapi: Core.Strapi): void {
  const { modules }: { modules?: Attribute } = strapi.contentType(uids.tenant).attributes as Record<string, Attribute>;
  if (!modules) return;
  const choices = Object.fromEntries(pluginsOf(strapi).map(({ name, label }) => [name, label]));
  modules.pluginOptions = { ...modules.pluginOptions, workbench: { ...modules.pluginOptions?.workbench, choices } };
}
