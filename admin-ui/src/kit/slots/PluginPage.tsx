import { createElement, useEffect } from 'react';
import { useLanguage, useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { Sentence } from '../card';
import { useServices } from '../services';
import { useSchema } from '../use-schema';
import { useBrought } from './brought';
import { Guarded } from './Guarded';

/** `/x/<plugin>/<page>`; `query` is what stands behind the question mark. */
export function PluginPage({ plugin, page, query = '' }: { plugin: string; page: string; query?: string }) {
  const { plugins, tabs } = useServices();
  const t = useWords();
  const [language] = useLanguage();
  const coming = useStore(plugins.coming).includes(plugin);
  const loading = useSchema().kind === 'none' || coming;
  const found = useBrought('pages').find((one) => one.plugin === plugin && one.one.id === page)?.one;
  const title = found?.label[language];
  const path = `/x/${plugin}/${page}${query && `?${query}`}`;
  useEffect(() => {
    if (title) tabs.name(path, title);
  }, [tabs, path, title]);
  if (!found) return <Sentence>{t(loading ? 'ra.page.loading' : 'plugins.noPage')}</Sentence>;
  return (
    <Guarded plugin={plugin} where="page">
      {createElement(found.component, { query: new URLSearchParams(query) })}
    </Guarded>
  );
}
