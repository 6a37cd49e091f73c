import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useServices } from '../services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { Density } from '../../theme/theme';
import { themeChoices, useThemeChoice } from './use-theme-choice';

type Row = {
  id: string;
  title: string;
  value: string;
  options: readonly (readonly [string, string])[];
  choose: (value: string) => void;
};

const languages = [
  ['zh', '中文'],
  ['en', 'English'],
] as const;

/** How the screen looks: each choice counts at once and is kept in this browser. */
export default function PreferencesDialog() {
  const { preferencesOpen, density } = useServices();
  const open = useStore(preferencesOpen);
  const dense = useStore(density);
  const [theme, setTheme] = useThemeChoice();
  const [language, setLanguage] = useLanguage();
  const t = useWords();
  const rows: Row[] = [
    {
      id: 'theme',
      title: t('preferences.theme.title'),
      value: theme,
      options: themeChoices.map((choice) => [choice, t(`preferences.theme.${choice}`)]),
      choose: (value) => setTheme(themeChoices.find((choice) => choice === value) ?? 'system'),
    },
    {
      id: 'density',
      title: t('preferences.density.title'),
      value: dense,
      options: Density.options.map((choice) => [choice, t(`preferences.density.${choice}`)]),
      choose: (value) => density.set(Density.parse(value)),
    },
    {
      id: 'language',
      title: t('preferences.language'),
      value: language,
      options: languages,
      choose: (value) => setLanguage(value === 'en' ? 'en' : 'zh'),
    },
  ];
  const close = (): void => preferencesOpen.set(false);
  return (
    <Dialog open={open} onClose={close} aria-labelledby="preferences-title" data-testid="preferences">
      <DialogTitle id="preferences-title" sx={{ fontSize: 16 }}>
        {t('preferences.title')}
      </DialogTitle>
      <DialogContent>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'auto auto', gap: 2, alignItems: 'center', justifyContent: 'start' }}>
          {rows.map(({ id, title, value, options, choose }) => (
            <Box key={id} sx={{ display: 'contents' }}>
              <Box id={`preference-${id}`} sx={{ color: 'text.secondary' }}>
                {title}
              </Box>
              <ToggleButtonGroup
                exclusive
                size="small"
                value={value}
                aria-labelledby={`preference-${id}`}
                onChange={(_, chosen: string | null) => chosen && choose(chosen)}
              >
                {options.map(([option, label]) => (
                  <ToggleButton key={option} value={option} data-testid={`${id}-${option}`}>
                    {label}
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
