import { useTheme } from '@mui/material/styles';
import type { RowColour } from '@zuoxi/contracts';

/** The fixed colours of rows (CRM-23), readable on both grounds. */
export function useRowColours(): Readonly<Record<RowColour, string>> {
  const { zuoxi, palette } = useTheme();
  const { meaning } = zuoxi;
  return {
    black: zuoxi.text,
    green: meaning.idle,
    yellow: meaning.busy,
    orange: meaning.wrapUp,
    red: meaning.call,
    grey: zuoxi.quiet,
    blue: palette.mode === 'light' ? meaning.away : zuoxi.accent,
  };
}
