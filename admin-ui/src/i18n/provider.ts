import polyglotI18nProvider from 'ra-i18n-polyglot';
import { en } from './en';
import { zh } from './zh';

/** Chinese unless the person chose otherwise; react-admin keeps the choice in this browser. */
export const i18nProvider = polyglotI18nProvider(
  (locale) => {
    document.documentElement.lang = locale === 'en' ? 'en' : 'zh-CN';
    return locale === 'en' ? en : zh;
  },
  'zh',
  [
    { locale: 'zh', name: '中文' },
    { locale: 'en', name: 'English' },
  ],
);
