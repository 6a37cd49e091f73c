/** Words on the screen. Only the language that is chosen is loaded; the other one is when somebody chooses it. */
import type { I18nProvider } from 'react-admin';
import polyglotI18nProvider from 'ra-i18n-polyglot';
import { moduleWords } from './module-words';
import type { Language } from './use-words';

const dictionaries = {
  zh: () => import('./zh').then(({ zh }) => zh),
  en: () => import('./en').then(({ en }) => en),
};
export const languageOf = (locale: unknown): Language => (locale === 'en' ? 'en' : 'zh');

/** Resolves when there are words to begin with. */
export async function loadWords(first: Language): Promise<I18nProvider> {
  const said = { [first]: await dictionaries[first]() };
  const provider = polyglotI18nProvider(
    (locale) => {
      const language = languageOf(locale);
      document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
      return said[language] ?? dictionaries[language]();
    },
    first,
    [
      { locale: 'zh', name: '中文' },
      { locale: 'en', name: 'English' },
    ],
  );
  return {
    ...provider,
    translate: (key, values) => moduleWords(key, languageOf(provider.getLocale()), values) ?? provider.translate(key, values),
  };
}
