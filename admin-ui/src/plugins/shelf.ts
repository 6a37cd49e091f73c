/** The plugins of this session, as the schema names them. One that cannot be loaded is named and left out; the others and the workbench go on. */
import type { UiModule } from '@zuoxi/contracts';
import type { Host, PluginUi } from '@zuoxi/plugin/ui';
import type { Loaded } from '../kit/slots/contributions';
import { Store } from '../providers/store';

export type ShelfNeeds = {
  /** an ES module by its address; what plugins share is there before */
  load(url: string): Promise<unknown>;
  host(plugin: string): Host;
  /** for the log */
  trouble(plugin: string, where: string, error: unknown): void;
  timeoutMs?: number;
};

const slots = ['pages', 'home', 'row', 'pop', 'callBar'] as const;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const hasId = (value: unknown): boolean => isObject(value) && typeof value.id === 'string' && isObject(value.label);

/** What the module brings; throws when it is none. */
export function brought(module: unknown, host: Host): PluginUi {
  const make = isObject(module) ? module.default : undefined;
  if (typeof make !== 'function') throw new Error('the module has no function as default export');
  const ui: unknown = make(host);
  if (!isObject(ui)) throw new Error('the default export returns no object');
  for (const slot of slots) {
    const given = ui[slot];
    if (given !== undefined && !(Array.isArray(given) && given.every(hasId)))
      throw new Error(`${slot}: every entry needs an id and a label`);
  }
  return ui;
}

export class PluginShelf {
  readonly loaded = new Store<readonly Loaded[]>([]);
  private wanted: readonly UiModule[] = [];
  /** addresses on their way or refused: neither is asked for again */
  private readonly asked = new Set<string>();

  constructor(private readonly needs: ShelfNeeds) {}

  /** Those not named any more vanish at once; a changed address is loaded anew. */
  use(modules: readonly UiModule[]): void {
    this.wanted = modules;
    this.loaded.set((all) => {
      const kept = all.filter((one) => modules.some(({ plugin }) => plugin === one.plugin));
      return kept.length === all.length ? all : kept;
    });
    for (const module of modules) if (!this.has(module) && !this.asked.has(module.url)) void this.fetch(module);
  }

  private has({ plugin, url }: UiModule): boolean {
    return this.loaded.get().some((one) => one.plugin === plugin && one.url === url);
  }

  private async fetch(module: UiModule): Promise<void> {
    const { plugin, url } = module;
    this.asked.add(url);
    try {
      const code = await within(this.needs.timeoutMs ?? 10_000, this.needs.load(url));
      const ui = brought(code, this.needs.host(plugin));
      this.asked.delete(url);
      if (!this.wanted.some((one) => one.url === url)) return;
      this.loaded.set((all) => [...all.filter((one) => one.plugin !== plugin), { plugin, url, ui }]);
    } catch (error) {
      this.needs.trouble(plugin, 'load', error);
    }
  }
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came within ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
