import { useLocaleState, useTranslate } from 'react-admin';

export type Language = 'zh' | 'en';
export type Words = (key: string, values?: Record<string, unknown>) => string;
export const useWords = (): Words => useTranslate();

export function useLanguage(): [Language, (language: Language) => void] {
  const [locale, setLocale] = useLocaleState();
  return [locale === 'en' ? 'en' : 'zh', setLocale];
}
