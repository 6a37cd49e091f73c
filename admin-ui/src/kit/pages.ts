/** The pages of the workbench by address. Each open page is a tab; home cannot be closed (WB-04). */
export type Page =
  | { kind: 'home' }
  | { kind: 'records' }
  | { kind: 'missed' }
  | { kind: 'voicemail' }
  | { kind: 'call'; id: string }
  | { kind: 'me' }
  | { kind: 'messages' }
  | { kind: 'type'; type: string }
  /** `id` null: a new one */
  | { kind: 'row'; type: string; id: string | null }
  | { kind: 'settings'; page: string; id: string | null }
  | { kind: 'plugin'; plugin: string; page: string }
  | { kind: 'embed'; id: string };

export const homePath = '/';
export const messagesPath = '/messages';
const fixed: Readonly<Record<string, Page>> = {
  '/': { kind: 'home' },
  '/calls': { kind: 'records' },
  '/missed': { kind: 'missed' },
  '/voicemail': { kind: 'voicemail' },
  '/me': { kind: 'me' },
  [messagesPath]: { kind: 'messages' },
};
/** What everybody has below home, top to bottom; what the schema brings stands below it. */
export const menu = ['/me', '/calls', '/missed', '/voicemail', messagesPath] as const;

export const callPath = (id: string): string => `/calls/${id}`;
export const typePath = (type: string): string => `/t/${type}`;
export const rowPath = (type: string, id: string): string => `/t/${type}/${id}`;

const id = '[A-Za-z0-9][A-Za-z0-9._-]{0,63}';
const name = '[a-z][a-z0-9-]{0,62}';
const patterns: readonly (readonly [RegExp, (found: RegExpExecArray) => Page])[] = [
  [new RegExp(`^/calls/(${id})$`), ([, call = '']) => ({ kind: 'call', id: call })],
  [new RegExp(`^/t/(${name})$`), ([, type = '']) => ({ kind: 'type', type })],
  [new RegExp(`^/t/(${name})/new$`), ([, type = '']) => ({ kind: 'row', type, id: null })],
  [new RegExp(`^/t/(${name})/(${id})$`), ([, type = '', row = '']) => ({ kind: 'row', type, id: row })],
  [new RegExp(`^/settings/(${name})(?:/(${id}))?$`), ([, page = '', one]) => ({ kind: 'settings', page, id: one ?? null })],
  [new RegExp(`^/embed/(${id})$`), ([, page = '']) => ({ kind: 'embed', id: page })],
  [new RegExp(`^/x/(${name})/(${name})$`), ([, plugin = '', page = '']) => ({ kind: 'plugin', plugin, page })],
];

/** Null for an address that is no page. What stands behind a question mark is the page's own. */
export function pageOf(path: string): Page | null {
  const [bare = ''] = path.split('?');
  const known = fixed[bare];
  if (known) return known;
  for (const [pattern, page] of patterns) {
    const found = pattern.exec(bare);
    if (found) return page(found);
  }
  return null;
}
