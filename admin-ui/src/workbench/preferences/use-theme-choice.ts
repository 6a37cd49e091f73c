import { useStore } from 'react-admin';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/** react-admin keeps `theme` in its store and follows the system where nothing is kept. */
export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const [kept, keep] = useStore<'light' | 'dark' | undefined>('theme');
  return [kept ?? 'system', (choice) => keep(choice === 'system' ? undefined : choice)];
}
