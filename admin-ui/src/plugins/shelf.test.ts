import { until } from '../providers/store';
import type { Host } from '@zuoxi/plugin/ui';
import type { Loaded } from '../kit/slots/contributions';
import { PluginShelf } from './shelf';

const label = { zh: '页', en: 'Page' };
const page = { id: 'one', label, component: () => null };
const good = { default: () => ({ pages: [page] }) };
const ran: string[] = [];
const runner = { id: 'run', label, start: () => (ran.push('begun'), () => void ran.push('ended')) };
const modules: Record<string, () => Promise<unknown>> = {
  '/good.js?1': async () => good,
  '/good.js?2': async () => ({ default: () => ({ home: [page] }) }),
  '/runs.js?1': async () => ({ default: () => ({ words: { zh: {}, en: {} }, background: [runner] }) }),
  '/runs.js?2': async () => ({ default: () => ({ background: [runner], panels: [page] }) }),
  '/throws.js': async () => ({
    default: () => {
      throw new Error('broken');
    },
  }),
  '/empty.js': async () => ({}),
  '/shape.js': async () => ({ default: () => ({ pages: [{ component: 1 }] }) }),
  '/hangs.js': () => new Promise(() => undefined),
};

function given() {
  const troubles: string[] = [];
  const words: string[] = [];
  let told = (): void => undefined;
  const shelf = new PluginShelf({
    load: (url) => modules[url]?.() ?? Promise.reject(new Error('404')),
    host: (plugin) => ({ plugin }) as Host,
    addWords: (plugin) => words.push(plugin),
    trouble: (plugin, where, error) => {
      troubles.push(`${plugin} ${where}: ${error instanceof Error ? error.message : String(error)}`);
      told();
    },
    timeoutMs: 50,
  });
  const trouble = async (count: number): Promise<void> => {
    while (troubles.length < count) await new Promise<void>((resolve) => (told = resolve));
  };
  const has = (fits: (all: readonly Loaded[]) => boolean) => until(shelf.loaded, (all) => fits(all) && all, 1000);
  return { shelf, troubles, trouble, has, words };
}

test('a plugin of the schema is loaded, and vanishes when the schema names it no more', async () => {
  const { shelf, has } = given();
  shelf.use([{ plugin: 'good', url: '/good.js?1' }]);
  expect((await has((all) => all.length === 1))?.[0]?.ui.pages).toEqual([page]);
  shelf.use([]);
  expect(shelf.loaded.get()).toEqual([]);
  shelf.use([{ plugin: 'good', url: '/good.js?1' }]);
  expect(await has((all) => all.length === 1)).not.toBeNull();
});

test('a new version takes the place of the old one', async () => {
  const { shelf, has } = given();
  shelf.use([{ plugin: 'good', url: '/good.js?1' }]);
  await has((all) => all.length === 1);
  shelf.use([{ plugin: 'good', url: '/good.js?2' }]);
  expect((await has((all) => all[0]?.url === '/good.js?2'))?.[0]?.ui.home).toHaveLength(1);
});

test('what throws, hangs, is missing or has no shape is named and left out; the good one beside it works', async () => {
  const { shelf, troubles, trouble, has } = given();
  const names = ['throws', 'empty', 'shape', 'hangs', 'missing'];
  shelf.use([...names.map((plugin) => ({ plugin, url: `/${plugin}.js` })), { plugin: 'good', url: '/good.js?1' }]);
  await has((all) => all.length === 1);
  await trouble(5);
  expect(troubles.sort()).toEqual([
    'empty load: the module has no function as default export',
    'hangs load: nothing came within 0.05 s',
    'missing load: 404',
    'shape load: pages: every entry needs an id and a label',
    'throws load: broken',
  ]);
  shelf.use([{ plugin: 'throws', url: '/throws.js' }]);
  expect(troubles).toHaveLength(5); // not tried again until its address changes
});

test('what runs in the background begins with the plugin, anew with a new version, and ends with it', async () => {
  const { shelf, has, troubles, words } = given();
  shelf.use([{ plugin: 'runs', url: '/runs.js?1' }]);
  expect(shelf.coming.get()).toEqual(['runs']);
  await has((all) => all.length === 1);
  expect([ran, words]).toEqual([['begun'], ['runs']]);
  shelf.use([{ plugin: 'runs', url: '/runs.js?2' }]);
  await has((all) => all[0]?.url === '/runs.js?2');
  expect(ran).toEqual(['begun', 'ended', 'begun']);
  expect(troubles).toEqual([expect.stringMatching(/^runs load: the workbench knows no panels: it takes words, pages, /)]);
  shelf.use([]);
  expect(ran).toEqual(['begun', 'ended', 'begun', 'ended']);
});
