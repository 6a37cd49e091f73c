import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { FormEvent, ReactNode } from 'react';
import { useLanguage, useWords } from '../i18n/use-words';

type Props = { title: string; text?: string; onSubmit: () => void; testId?: string; children: ReactNode };

/** The card in the middle of an empty page, with the language (LOG-05). */
export function LoginFrame({ title, text, onSubmit, testId, children }: Props) {
  const [language, setLanguage] = useLanguage();
  const t = useWords();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Box
      component="main"
      sx={{ height: '100%', display: 'grid', placeItems: 'center', bgcolor: 'background.default', overflow: 'auto', py: 2 }}
    >
      <Box
        component="form"
        noValidate
        onSubmit={submit}
        aria-label={title}
        data-testid={testId}
        sx={{
          width: 396,
          p: 4,
          bgcolor: 'background.paper',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          display: 'grid',
          gap: 2.25,
        }}
      >
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 1 }}>
          <Box component="h1" sx={{ m: 0, fontSize: 18 }}>
            {title}
          </Box>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={language}
            onChange={(_, value) => value && setLanguage(value)}
            aria-label={t('login.language')}
            sx={{ flex: 'none' }}
          >
            <ToggleButton value="zh">中文</ToggleButton>
            <ToggleButton value="en">English</ToggleButton>
          </ToggleButtonGroup>
        </Box>
        {text && <Box sx={{ color: 'text.secondary', mt: -1 }}>{text}</Box>}
        {children}
      </Box>
    </Box>
  );
}
