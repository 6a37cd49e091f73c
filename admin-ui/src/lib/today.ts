import { useTick } from './ticker';

const formats = {
  zh: new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric', weekday: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }),
};

/** `11月21日星期六`, `Sat, 21 Nov`: the person's own day (LOG-29). */
export const dayWords = (at: number, language: keyof typeof formats): string => formats[language].format(at);

export const useToday = (language: keyof typeof formats): string => useTick((now) => dayWords(now, language));
