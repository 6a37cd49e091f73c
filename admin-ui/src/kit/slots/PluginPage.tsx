import { createElement, useEffect } from 'react';
import type { Label } from '@zuoxi/contracts';
import { useServices } from '../services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { Sentence } from '../card';
import { Guarded } from './PluginSlot';

/** `/x/<plugin>/<page>`; `query` is what stands behind the question mark. */
export function PluginPage({ plugin, page, query = '' }: { plugin: string; page: string; query?: string }) {
  const { plugins, tabs } = useServices();
  const t = useWords();
  const [language] = useLanguage();
  const found = useStore(plugins.loaded)
    .find((one) => one.plugin === plugin)
    ?.ui.pages?.find(({ id }) => id === page);
  const title = found?.label[language];
  const path = `/x/${plugin}/${page}${query && `?${query}`}`;
  useEffect(() => {
    if (title) tabs.name(path, title);
  }, [tabs, path, title]);
  if (!found) return <Sentence>{t('plugins.noPage')}</Sentence>;
  return (
    <Guarded plugin={plugin} where="page">
      {createElement(found.component, { query: new URLSearchParams(query) })}
    </Guarded>
  );
}

export type PluginMenuEntry = { path: string; label: Label };

/** The pages of plugins that belong in the main menu. */
export function usePluginMenu(): PluginMenuEntry[] {
  return useStore(useServices().plugins.loaded).flatMap(({ plugin, ui }) =>
    (ui.pages ?? []).filter(({ menu }) => menu).map(({ id, label }) => ({ path: `/x/${plugin}/${id}`, label })),
  );
}
