/** Lengths of queues for those who serve them: those that changed, a little later and together. Who serves the same queues reads the same words. */
import type { AgentId, QueueId, QueueView, ToWorkbench } from '@zuoxi/contracts';
import type { Shown } from './shown';
import { sendText, type Outlet } from './socket';

export type QueueNewsNeeds = {
  readers: () => ReadonlyMap<AgentId, { socket: Outlet }>;
  queuesOf: (agent: AgentId) => readonly QueueId[];
  queue: (id: QueueId) => QueueView | undefined;
};

/** Lengths change with every call; once in this time is enough for eyes. */
const afterMs = 500;

export class QueueNews {
  private readonly fresh = new Set<QueueId>();
  private due: NodeJS.Timeout | undefined;

  constructor(private readonly needs: QueueNewsNeeds) {}

  changed(queues: ReadonlySet<QueueId>): void {
    for (const id of queues) this.fresh.add(id);
    if (this.fresh.size > 0) this.due ??= setTimeout(() => this.tell(), afterMs);
  }

  /** All that the agent serves, as they are now; noted as shown. */
  all(shown: Shown, agent: AgentId): QueueView[] {
    const ids = this.needs.queuesOf(agent);
    shown.showQueues(ids);
    return this.views(ids);
  }

  stop(): void {
    clearTimeout(this.due);
  }

  private tell(): void {
    this.due = undefined;
    const texts = new Map<string, string>();
    for (const [agent, { socket }] of this.needs.readers()) {
      const ids = this.needs.queuesOf(agent).filter((id) => this.fresh.has(id));
      if (ids.length > 0) sendText(socket, this.text(texts, ids));
    }
    this.fresh.clear();
  }

  private text(texts: Map<string, string>, ids: readonly QueueId[]): string {
    const key = ids.join();
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = JSON.stringify({ t: 'queues', queues: this.views(ids), all: false } satisfies ToWorkbench);
    texts.set(key, text);
    return text;
  }

  private views(ids: readonly QueueId[]): QueueView[] {
    return ids.flatMap((id) => this.needs.queue(id) ?? []);
  }
}
