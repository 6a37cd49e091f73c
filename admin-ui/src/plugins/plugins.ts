/** Puts the parts of plugins together, once a page. */
import type { UiModule } from '@zuoxi/contracts';
import type { Contributions } from '../kit/slots/contributions';
import { addWords } from '../i18n/module-words';
import { hostFor, type HostNeeds } from './host';
import { PluginShelf } from './shelf';

export type Plugins = Contributions & { use(modules: readonly UiModule[]): void };

/** `share`: puts what plugins draw with where they find it. */
export function pluginsOf(needs: HostNeeds & { share(): Promise<unknown> }): Plugins {
  const trouble = (plugin: string, where: string, error: unknown): void => {
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    console.error(`plugin ${plugin} (${where}): ${message}`);
    const bearer = needs.session.get()?.jwt;
    if (!bearer) return;
    void fetch('/api/workbench/plugins/trouble', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ plugin, where, message }),
    }).catch(() => undefined); // the server is away: the console has it
  };
  const load = async (url: string): Promise<unknown> => {
    await needs.share();
    return (await import(/* @vite-ignore */ url)) as unknown;
  };
  const shelf = new PluginShelf({ load, host: (plugin) => hostFor(plugin, needs), addWords, trouble });
  return { loaded: shelf.loaded, coming: shelf.coming, use: (modules) => shelf.use(modules), trouble };
}
