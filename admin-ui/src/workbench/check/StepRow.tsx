import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import RadioButtonUncheckedIcon from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words';
import type { Step, Verdict } from './steps';

const marks = { open: RadioButtonUncheckedIcon, good: CheckCircleIcon, bad: ErrorOutlineIcon } as const;

/** One step: how it stands, what to do, and its buttons. */
export function StepRow({
  step,
  verdict,
  children,
  actions,
}: {
  step: Step;
  verdict: Verdict;
  children: ReactNode;
  actions?: ReactNode;
}) {
  const t = useWords();
  const Mark = marks[verdict];
  return (
    <Box
      component="li"
      data-testid={`check-${step}`}
      data-verdict={verdict}
      sx={{ display: 'grid', gridTemplateColumns: '26px minmax(0, 1fr) auto', columnGap: 0.5, alignItems: 'start' }}
    >
      <Mark
        sx={{
          fontSize: 18,
          mt: '1px',
          color: (theme) =>
            verdict === 'good'
              ? theme.zuoxi.meaning.idle
              : verdict === 'bad'
                ? theme.palette.error.main
                : theme.palette.text.secondary,
        }}
      />
      <Box>
        <Box sx={{ fontWeight: 600 }}>{t(`entry.check.${step}`)}</Box>
        <Box sx={{ color: 'text.secondary', fontSize: 12.5 }}>{children}</Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 0.5 }}>{actions}</Box>
    </Box>
  );
}
