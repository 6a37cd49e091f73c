/** What a workbench was shown last, so that it is told only what is new. */
import type { AgentView, QueueId } from '@zuoxi/contracts';

export class Shown {
  private readonly fields = new Map<string, string>();
  private queues: readonly QueueId[] = [];

  /** The fields of the view that are not as they were shown, which they are from now on; null: all are. */
  changes(view: AgentView): Partial<AgentView> | null {
    const fresh = Object.entries(view).filter(([field, value]) => {
      const text = JSON.stringify(value);
      if (this.fields.get(field) === text) return false;
      this.fields.set(field, text);
      return true;
    });
    return fresh.length > 0 ? Object.fromEntries(fresh) : null;
  }

  sameQueues(ids: readonly QueueId[]): boolean {
    return ids.length === this.queues.length && ids.every((id, i) => id === this.queues[i]);
  }

  showQueues(ids: readonly QueueId[]): void {
    this.queues = ids;
  }
}
