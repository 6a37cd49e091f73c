/** Words that plugins bring with them, below their own names. The dictionaries of the workbench never change while it runs. */
import type { Dictionary } from '@zuoxi/plugin/ui';
import type { Language } from './use-words';

type Words = Readonly<Record<Language, Dictionary>>;
const brought = new Map<string, Words>();

export const addWords = (plugin: string, words: Words): void => void brought.set(plugin, words);

/** Undefined: no plugin has such a key. */
export function moduleWords(key: string, language: Language, values: Record<string, unknown> = {}): string | undefined {
  const [plugin = '', ...path] = key.split('.');
  const found = path.reduce<string | Dictionary | undefined>(
    (tree, part) => (typeof tree === 'object' ? tree[part] : undefined),
    brought.get(plugin)?.[language],
  );
  return typeof found === 'string'
    ? found.replace(/%\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
    : undefined;
}
