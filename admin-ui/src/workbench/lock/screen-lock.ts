/**
 * Screen lock (LOG-33): who steps away hides the screen, with a reason, and only the login password brings it back. No calls are given while it is locked;
 * a running call goes on. Knows nothing of React.
 */
import type { AgentView, Unlock } from '@zuoxi/contracts';
import { z } from 'zod';
import type { LiveClient } from '../../providers/live/client';
import type { Store } from '../../providers/store';

/** `code`: the not-ready reason; `resume`: was ready before, and is again afterwards */
export const Lock = z.object({ code: z.string(), note: z.string(), since: z.number(), resume: z.boolean() });
export type Lock = z.infer<typeof Lock>;

type Dependencies = {
  live: Pick<LiveClient, 'state' | 'do'>;
  /** outlives a reload of the page; another login has another one */
  state: Store<Lock | null>;
  goOnline: () => Promise<unknown>;
  prove: (body: Unlock) => Promise<void>;
  /** tells the audit log */
  tell: (reason: string) => Promise<void>;
  clock: () => number;
};

export class ScreenLock {
  readonly state: Store<Lock | null>;
  private asking = false;

  constructor(private readonly parts: Dependencies) {
    this.state = parts.state;
    parts.live.state.subscribe(() => this.stayAway());
    this.stayAway();
  }

  /** @param code one of the tenant's not-ready reasons @param note what the person adds in words */
  lock(code: string, note: string): void {
    if (this.state.get()) return;
    const view = this.parts.live.state.get().view;
    this.state.set({ code, note: note.trim(), since: this.parts.clock(), resume: view?.intent.kind === 'ready' });
    this.stayAway();
    void this.parts.tell(code).catch(() => undefined); // the screen is hidden also where nobody can be told
  }

  /** Rejects with RestError and stays locked when the password is not the account's. What the person wanted before is wanted again. */
  async unlock(body: Unlock): Promise<void> {
    const lock = this.state.get();
    if (!lock) return;
    await this.parts.prove(body);
    this.state.set(null);
    if (lock.resume) await this.parts.goOnline();
  }

  /** Also after a reload, a lost link, or a switch that came back with another state. */
  private stayAway(): void {
    const lock = this.state.get();
    const { link, view } = this.parts.live.state.get();
    if (!lock || this.asking || link.kind !== 'up' || !ready(view)) return;
    if (!lock.resume) this.state.set({ ...lock, resume: true });
    this.asking = true;
    void this.parts.live
      .do({ type: 'agent.notReady', reason: lock.code })
      .catch(() => undefined) // the next view tells, and it is asked again
      .finally(() => (this.asking = false));
  }
}

const ready = (view: AgentView | null): boolean => view?.intent.kind === 'ready';
