/** The pages of the workbench by address. Each open page is a tab; home cannot be closed (WB-04). */
export type Page = { kind: 'home' } | { kind: 'records' } | { kind: 'missed' } | { kind: 'call'; id: string };

export const homePath = '/';
const fixed: Readonly<Record<string, Page>> = {
  '/': { kind: 'home' },
  '/calls': { kind: 'records' },
  '/missed': { kind: 'missed' },
};
/** The menu, top to bottom. */
export const menu = ['/', '/calls', '/missed'] as const;

export const callPath = (id: string): string => `/calls/${id}`;

/** Null for an address that is no page. */
export function pageOf(path: string): Page | null {
  const call = /^\/calls\/([A-Za-z0-9][A-Za-z0-9._-]{0,63})$/.exec(path)?.[1];
  return call ? { kind: 'call', id: call } : (fixed[path] ?? null);
}
