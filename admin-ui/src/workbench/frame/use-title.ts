import { useLabels, useSchema } from '../../kit/use-schema';
import { useWords } from '../../i18n/use-words';
import { pageOf, type Page } from '../../kit/pages';
import type { Tab } from '../../kit/tabs';

/** What a tab is called: by the page itself where it said so, else by what it shows. */
export function useTitle(): (tab: Tab) => string {
  const t = useWords();
  const say = useLabels();
  const state = useSchema();
  const typeName = (type: string): string => {
    const found = state.kind === 'here' ? state.types.get(type) : undefined;
    return found ? say(found.label) : type;
  };
  const words = (page: Page): string => {
    if (page.kind === 'type') return typeName(page.type);
    if (page.kind === 'row') return page.id === null ? t('page.newRow', { type: typeName(page.type) }) : typeName(page.type);
    if (page.kind === 'settings') return t(`settings.${page.page}.title`);
    return t(`page.${page.kind}`);
  };
  return ({ path, title }) => title ?? words(pageOf(path) ?? { kind: 'home' });
}
