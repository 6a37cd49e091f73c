import type { ThemeOptions } from '@mui/material/styles';
import { z } from 'zod';
import { dark, light, type Palette as Tokens } from './palette';

declare module '@mui/material/styles' {
  interface Theme {
    zuoxi: Look;
  }
  interface ThemeOptions {
    zuoxi?: Look;
  }
}

/** What the reader's system has; Chinese first, nothing to download. */
const fontFamily = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, -apple-system, "Segoe UI", sans-serif';

export const Density = z.enum(['compact', 'comfortable']);
export type Density = z.infer<typeof Density>;
/** px: rows of lists, entries of menus, letters. Fields stay as they are: the call bar never changes */
const sizes = {
  compact: { row: 36, entry: 32, font: 13 },
  comfortable: { row: 44, entry: 40, font: 14 },
} as const;
type Look = Tokens & { rowHeight: number };

const themeOf = (mode: 'light' | 'dark', p: Tokens, size: (typeof sizes)[Density]): ThemeOptions => ({
  zuoxi: { ...p, rowHeight: size.row },
  palette: {
    mode,
    tonalOffset: 0.1, // how far a button darkens under the mouse: its word must still be read there (4.5 to 1)
    background: { default: p.ground, paper: p.paper },
    text: { primary: p.text, secondary: p.quiet },
    primary: { main: p.accent, contrastText: p.onAccent },
    secondary: { main: p.accent, contrastText: p.onAccent },
    error: { main: p.danger, contrastText: p.onDanger },
    success: { main: p.go, contrastText: p.onGo },
    warning: { main: p.meaning.wrapUp },
    info: { main: p.meaning.away },
    divider: p.line,
    action: { active: p.quiet },
  },
  typography: {
    fontFamily,
    fontSize: size.font,
    htmlFontSize: 16,
    body1: { fontSize: 14, lineHeight: 1.5 },
    body2: { fontSize: 13, lineHeight: 1.5 },
    button: { fontSize: 13, textTransform: 'none', fontWeight: 500 },
    caption: { fontSize: 12.5, lineHeight: 1.4 },
    h6: { fontSize: 14, fontWeight: 600 },
    subtitle2: { fontSize: 13, fontWeight: 600 },
  },
  shape: { borderRadius: 6 },
  // nothing moves that carries no information
  transitions: {
    create: () => 'none',
    duration: { enteringScreen: 0, leavingScreen: 0, shortest: 0, shorter: 0, short: 0, standard: 0, complex: 0 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        html: { colorScheme: mode }, // the browser's own parts: scroll bars, the picker of a date
        'html, body, #root': { height: '100%' },
        body: { overflow: 'hidden', fontVariantNumeric: 'tabular-nums', fontSize: size.font },
        ':focus-visible': { outline: `2px solid ${p.accent}`, outlineOffset: 1 },
      },
    },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: { defaultProps: { disableElevation: true, size: 'small' }, styleOverrides: { root: { minWidth: 0 } } },
    MuiTextField: { defaultProps: { size: 'small' } },
    MuiSelect: { defaultProps: { size: 'small' } },
    // a label that always stands in the line needs its gap there
    MuiOutlinedInput: {
      defaultProps: { notched: true },
      styleOverrides: { root: { fontSize: 14 }, input: { padding: '6px 10px', height: 20 }, multiline: { padding: '2px 0' } },
    },
    MuiInputLabel: { defaultProps: { shrink: true } },
    MuiMenuItem: { styleOverrides: { root: { fontSize: 13, minHeight: size.entry } } },
    MuiTooltip: {
      defaultProps: { enterDelay: 300, disableInteractive: true },
      styleOverrides: { tooltip: { fontSize: 12.5, backgroundColor: p.text, color: p.paper } },
    },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiPopover: { styleOverrides: { paper: { border: `1px solid ${p.line}`, boxShadow: '0 6px 24px rgba(0,0,0,.18)' } } },
    MuiTableCell: {
      styleOverrides: {
        root: { borderColor: p.line, padding: '0 10px', height: size.row, fontSize: size.font, whiteSpace: 'nowrap' },
        head: { fontWeight: 600, color: p.quiet, backgroundColor: p.paper },
      },
    },
    MuiToggleButton: {
      styleOverrides: { root: { padding: '3px 10px', fontSize: 13, textTransform: 'none', lineHeight: '22px' } },
    },
  },
});

const both = (size: (typeof sizes)[Density]) => ({ light: themeOf('light', light, size), dark: themeOf('dark', dark, size) });
export const themes = { compact: both(sizes.compact), comfortable: both(sizes.comfortable) };
