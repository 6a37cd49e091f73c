import { z } from 'zod';
import { Store } from '../providers/store';
import { homePath, pageOf } from './pages';

/** `round`: how often the page was begun anew (WB-05). */
export const Tab = z.object({ path: z.string(), title: z.string().nullable(), round: z.number().default(0) });
export type Tab = z.infer<typeof Tab>;
export const TabsState = z.object({ open: z.array(Tab), active: z.string() });
export type TabsState = z.infer<typeof TabsState>;

export const onlyHome: TabsState = { open: [{ path: homePath, title: null, round: 0 }], active: homePath };

/** Calls open their tabs by themselves; so that a day's calls do not pile up, the oldest of these goes when there are more. */
const callTabsKept = 6;
const isCall = (tab: Tab): boolean => pageOf(tab.path)?.kind === 'call';

/** The open pages (WB-03, WB-04). Opening in the background steals no focus. */
export class Tabs {
  /** pages with something typed that is not saved */
  readonly unsaved = new Store<ReadonlySet<string>>(new Set());

  constructor(readonly state: Store<TabsState>) {}

  open(path: string, { background = false, title = null }: { background?: boolean; title?: string | null } = {}): void {
    if (!pageOf(path)) return this.activate(homePath);
    this.state.set(({ open, active }) => {
      const known = open.some((t) => t.path === path);
      const all = known ? open : trimmed([...open, { path, title, round: 0 }], active);
      return { open: all, active: background ? active : path };
    });
  }

  /** The tab to its left becomes active. */
  close(path: string): void {
    if (path === homePath) return;
    this.keep(path, false);
    this.state.set(({ open, active }) => {
      const at = open.findIndex((t) => t.path === path);
      const rest = open.filter((t) => t.path !== path);
      return { open: rest, active: active === path ? (rest[Math.max(0, at - 1)]?.path ?? homePath) : active };
    });
  }

  /** WB-03: everything but home and what is not saved. */
  closeAll(): void {
    const unsaved = this.unsaved.get();
    this.state.set(({ open, active }) => {
      const kept = open.filter((t) => t.path === homePath || unsaved.has(t.path));
      return { open: kept, active: kept.some((t) => t.path === active) ? active : homePath };
    });
  }

  /** WB-05: the page begins anew; what was typed on it and not saved is gone. */
  refresh(path: string): void {
    this.keep(path, false);
    this.state.set((s) => ({ ...s, open: s.open.map((t) => (t.path === path ? { ...t, round: t.round + 1 } : t)) }));
  }

  /** A page says that it holds something unsaved, or no longer does. */
  keep(path: string, unsaved: boolean): void {
    this.unsaved.set((all) => {
      if (all.has(path) === unsaved) return all;
      const next = new Set(all);
      if (unsaved) next.add(path);
      else next.delete(path);
      return next;
    });
  }

  /** A page that was new has an address of its own now. */
  become(from: string, to: string): void {
    this.keep(from, false);
    this.state.set(({ open, active }) => ({
      open: open.some((t) => t.path === to)
        ? open.filter((t) => t.path !== from)
        : open.map((t) => (t.path === from ? { ...t, path: to } : t)),
      active: active === from ? to : active,
    }));
  }

  /** By dragging: `path` takes the place of `before`. */
  move(path: string, before: string): void {
    this.state.set((s) => {
      const moved = s.open.find((t) => t.path === path);
      const rest = s.open.filter((t) => t.path !== path);
      const at = rest.findIndex((t) => t.path === before);
      if (!moved || path === homePath || at < 1) return s;
      return { ...s, open: [...rest.slice(0, at), moved, ...rest.slice(at)] };
    });
  }

  closeOthers(): void {
    const unsaved = this.unsaved.get();
    const stays = ({ path }: Tab, active: string): boolean => path === homePath || path === active || unsaved.has(path);
    this.state.set(({ open, active }) => ({ open: open.filter((t) => stays(t, active)), active }));
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
