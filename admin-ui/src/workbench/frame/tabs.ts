import { z } from 'zod';
import type { Store } from '../../providers/store';
import { homePath, pageOf } from './pages';

export const Tab = z.object({ path: z.string(), title: z.string().nullable() });
export type Tab = z.infer<typeof Tab>;
export const TabsState = z.object({ open: z.array(Tab), active: z.string() });
export type TabsState = z.infer<typeof TabsState>;

export const onlyHome: TabsState = { open: [{ path: homePath, title: null }], active: homePath };

/** Calls open their tabs by themselves; so that a day's calls do not pile up, the oldest of these goes when there are more. */
const callTabsKept = 6;
const isCall = (tab: Tab): boolean => pageOf(tab.path)?.kind === 'call';

/** The open pages (WB-03, WB-04). Opening in the background steals no focus. */
export class Tabs {
  constructor(readonly state: Store<TabsState>) {}

  open(path: string, { background = false, title = null }: { background?: boolean; title?: string | null } = {}): void {
    if (!pageOf(path)) return this.activate(homePath);
    this.state.set(({ open, active }) => {
      const known = open.some((t) => t.path === path);
      const all = known ? open : trimmed([...open, { path, title }], active);
      return { open: all, active: background ? active : path };
    });
  }

  /** The tab to its left becomes active. */
  close(path: string): void {
    if (path === homePath) return;
    this.state.set(({ open, active }) => {
      const at = open.findIndex((t) => t.path === path);
      const rest = open.filter((t) => t.path !== path);
      return { open: rest, active: active === path ? (rest[Math.max(0, at - 1)]?.path ?? homePath) : active };
    });
  }

  closeOthers(): void {
    this.state.set(({ open, active }) => ({ open: open.filter((t) => t.path === homePath || t.path === active), active }));
  }

  name(path: string, title: string): void {
    this.state.set((s) =>
      s.open.some((t) => t.path === path && t.title !== title)
        ? { ...s, open: s.open.map((t) => (t.path === path ? { ...t, title } : t)) }
        : s,
    );
  }

  /** Alt+→ and Alt+← */
  step(by: 1 | -1): void {
    this.state.set(({ open, active }) => {
      const at = open.findIndex((t) => t.path === active);
      return { open, active: open[(at + by + open.length) % open.length]?.path ?? homePath };
    });
  }

  reset(): void {
    this.state.set(onlyHome);
  }

  private activate(path: string): void {
    this.state.set((s) => ({ ...s, active: path }));
  }
}

function trimmed(open: Tab[], active: string): Tab[] {
  const spare = open.filter((t) => isCall(t) && t.path !== active);
  const surplus = new Set(spare.slice(0, Math.max(0, open.filter(isCall).length - callTabsKept)));
  return open.filter((t) => !surplus.has(t));
}
