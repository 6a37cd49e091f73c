/** Keyboard shortcuts; they work while typing. `keys` is what the help sheet shows. */
export type ShortcutId = 'answer' | 'hangup' | 'hold' | 'mute' | 'dial' | 'ready' | 'lock' | 'nextTab' | 'previousTab' | 'help';
type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;
type Shortcut = { id: ShortcutId; keys: readonly string[]; fits: (press: Press, typing: boolean) => boolean };

const ctrl = (p: Press): boolean => (p.ctrlKey || p.metaKey) && !p.altKey;
/** `code` is the place on the keyboard: an input method or another layout does not change it. */
const ctrlKey = (code: string) => (p: Press) => ctrl(p) && !p.shiftKey && p.code === code;
const ctrlShift = (code: string) => (p: Press) => ctrl(p) && p.shiftKey && p.code === code;
const alt = (code: string) => (p: Press) => p.altKey && !p.ctrlKey && !p.metaKey && !p.shiftKey && p.code === code;

export const shortcuts: readonly Shortcut[] = [
  {
    id: 'answer',
    keys: ['Ctrl', 'Enter'],
    fits: (p) => ctrl(p) && !p.shiftKey && (p.code === 'Enter' || p.code === 'NumpadEnter'),
  },
  { id: 'hangup', keys: ['Ctrl', 'Shift', 'H'], fits: ctrlShift('KeyH') },
  { id: 'hold', keys: ['Ctrl', 'Shift', 'S'], fits: ctrlShift('KeyS') },
  { id: 'mute', keys: ['Ctrl', 'Shift', 'M'], fits: ctrlShift('KeyM') },
  { id: 'dial', keys: ['Ctrl', 'K'], fits: ctrlKey('KeyK') },
  { id: 'ready', keys: ['Ctrl', 'Shift', 'R'], fits: ctrlShift('KeyR') },
  { id: 'lock', keys: ['Ctrl', 'Shift', 'L'], fits: ctrlShift('KeyL') },
  { id: 'nextTab', keys: ['Alt', '→'], fits: alt('ArrowRight') },
  { id: 'previousTab', keys: ['Alt', '←'], fits: alt('ArrowLeft') },
  // a letter like any other while one is typing
  { id: 'help', keys: ['?'], fits: (p, typing) => !typing && p.key === '?' && !p.ctrlKey && !p.metaKey && !p.altKey },
];

export const shortcutOf = (press: Press, typing: boolean): ShortcutId | null =>
  shortcuts.find((s) => s.fits(press, typing))?.id ?? null;
