/** The plugins of this session, as the schema names them. One that cannot be loaded is named and left out; the others and the workbench go on. */
import type { UiModule } from '@zuoxi/contracts';
import type { Host, PluginUi } from '@zuoxi/plugin/ui';
import type { Loaded } from '../kit/slots/contributions';
import { Store } from '../providers/store';

export type ShelfNeeds = {
  /** an ES module by its address; what plugins share is there before */
  load(url: string): Promise<unknown>;
  host(plugin: string): Host;
  /** the module's own words, in both languages */
  addWords(plugin: string, words: NonNullable<PluginUi['words']>): void;
  /** for the log */
  trouble(plugin: string, where: string, error: unknown): void;
  timeoutMs?: number;
};

const places = ['pages', 'home', 'row', 'slots', 'actions', 'pop', 'callBar', 'bell', 'background'] as const;
const known: readonly string[] = ['words', ...places];
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const hasId = (value: unknown): boolean => isObject(value) && typeof value.id === 'string' && isObject(value.label);

/** What a plugin says that is nothing of the contract: a slip, or a word of another version. */
export const unknownWords = (ui: PluginUi): string[] => Object.keys(ui).filter((word) => !known.includes(word));

/** What the module brings; throws when it is none. */
export function brought(module: unknown, host: Host): PluginUi {
  const make = isObject(module) ? module.default : undefined;
  if (typeof make !== 'function') throw new Error('the module has no function as default export');
  const ui: unknown = make(host);
  if (!isObject(ui)) throw new Error('the default export returns no object');
  for (const place of places) {
    const given = ui[place];
    if (given !== undefined && !(Array.isArray(given) && given.every(hasId)))
      throw new Error(`${place}: every entry needs an id and a label`);
  }
  return ui;
}

export class PluginShelf {
  readonly loaded = new Store<readonly Loaded[]>([]);
  readonly coming = new Store<readonly string[]>([]);
  private wanted: readonly UiModule[] = [];
  /** addresses on their way or refused: neither is asked for again */
  private readonly asked = new Set<string>();
  /** how to end what runs in the background, by plugin */
  private readonly running = new Map<string, () => void>();

  constructor(private readonly needs: ShelfNeeds) {}

  /** Those not named any more vanish at once; a changed address is loaded anew. */
  use(modules: readonly UiModule[]): void {
    this.wanted = modules;
    const names = modules.map(({ plugin }) => plugin);
    const gone = this.loaded.get().filter(({ plugin }) => !names.includes(plugin));
    if (gone.length) this.loaded.set((all) => all.filter((one) => !gone.includes(one)));
    for (const { plugin } of gone) this.end(plugin);
    for (const module of modules) if (!this.has(module) && !this.asked.has(module.url)) void this.fetch(module);
  }

  private has({ plugin, url }: UiModule): boolean {
    return this.loaded.get().some((one) => one.plugin === plugin && one.url === url);
  }

  private async fetch(module: UiModule): Promise<void> {
    const { plugin, url } = module;
    this.asked.add(url);
    this.coming.set((all) => [...all, plugin]);
    try {
      const code = await within(this.needs.timeoutMs ?? 10_000, this.needs.load(url));
      this.asked.delete(url);
      if (this.wanted.some((one) => one.url === url)) this.take(module, code);
    } catch (error) {
      this.asked.add(url);
      this.needs.trouble(plugin, 'load', error);
    } finally {
      this.coming.set((all) => all.filter((one) => one !== plugin));
    }
  }

  private take(module: UiModule, code: unknown): void {
    const { plugin } = module;
    const ui = brought(code, this.needs.host(plugin));
    const unknown = unknownWords(ui);
    if (unknown.length)
      this.needs.trouble(plugin, 'load', new Error(`the workbench knows no ${unknown.join(', ')}: it takes ${known.join(', ')}`));
    this.end(plugin);
    if (ui.words) this.needs.addWords(plugin, ui.words);
    this.loaded.set((all) => [...all.filter((one) => one.plugin !== plugin), { ...module, ui }]);
    this.begin(plugin, ui);
  }

  private begin(plugin: string, { background = [] }: PluginUi): void {
    const ends = background.flatMap(({ id, start }) => {
      try {
        return [start()];
      } catch (error) {
        this.needs.trouble(plugin, `background ${id}`, error);
        return [];
      }
    });
    this.running.set(plugin, () => ends.forEach((end) => end()));
  }

  private end(plugin: string): void {
    try {
      this.running.get(plugin)?.();
    } catch (error) {
      this.needs.trouble(plugin, 'background', error);
    }
    this.running.delete(plugin);
  }
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came within ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
