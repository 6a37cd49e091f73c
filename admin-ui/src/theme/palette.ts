/** One colour per meaning, everywhere (STA-25..27, MON-16, D21); a shape or a word always stands beside it. One accent for what can be pressed. */

export const meanings = ['idle', 'call', 'wrapUp', 'busy', 'away', 'off'] as const;
export type Meaning = (typeof meanings)[number];

export type Palette = {
  /** behind everything / cards, bars, fields / rows under the mouse, quiet fields */
  ground: string;
  paper: string;
  raised: string;
  line: string;
  text: string;
  quiet: string;
  accent: string;
  onAccent: string;
  /** errors in words; the fill of the dangerous button */
  danger: string;
  onDanger: string;
  /** the fill of "answer" */
  go: string;
  onGo: string;
  meaning: Readonly<Record<Meaning, string>>;
  /** behind the line that says what is going on: ringing, wrap-up */
  tint: Readonly<Record<'call' | 'wrapUp', string>>;
};

export const light: Palette = {
  ground: '#f3f4f7',
  paper: '#ffffff',
  raised: '#eceef3',
  line: '#d9dce4',
  text: '#1d2230',
  quiet: '#565d6e',
  accent: '#4a3fb8',
  onAccent: '#ffffff',
  danger: '#b3261e',
  onDanger: '#ffffff',
  go: '#12753c',
  onGo: '#ffffff',
  meaning: { idle: '#178048', call: '#d32f2f', wrapUp: '#b45309', busy: '#9a7b00', away: '#1a6fc4', off: '#737a8a' },
  tint: { call: '#fdecea', wrapUp: '#fff3e0' },
};

export const dark: Palette = {
  ground: '#14161c',
  paper: '#1d2029',
  raised: '#272b36',
  line: '#383d4a',
  text: '#e7e9ef',
  quiet: '#a4abbb',
  accent: '#b3abff',
  onAccent: '#17132f',
  danger: '#ff8a80',
  onDanger: '#2b0a08',
  go: '#5fd08d',
  onGo: '#06210f',
  meaning: { idle: '#4cc37f', call: '#ff6b61', wrapUp: '#ff9d47', busy: '#e8c832', away: '#6cb2f5', off: '#8a91a1' },
  tint: { call: '#3a1f20', wrapUp: '#362a1a' },
};
