/** The machine's voices, as espeak-ng names them. */
export const voices: Readonly<Record<'zh' | 'en', { voice: string; wordsPerMinute: number }>> = {
  zh: { voice: 'cmn', wordsPerMinute: 210 },
  en: { voice: 'en-gb', wordsPerMinute: 145 },
};
