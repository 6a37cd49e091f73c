/** What happened in the calls of this page's life, for the timeline of a running call; finished calls have theirs in the record plane. */
import { concernedBy, timelineRow, type CallId, type SwitchEvent, type TimelineNames, type TimelineRow } from '@zuoxi/contracts';
import type { LiveClient } from '../providers/live/client';
import type { LiveState } from '../providers/live/state';
import { Store } from '../providers/store';

const callsKept = 20;

/** The view of the running call names everybody in it, and me. */
export const namesIn = ({ view, queues }: Pick<LiveState, 'view' | 'queues'>): TimelineNames => ({
  agent: (id) => (id === view?.agent.id ? view.agent.name : id),
  queue: (id) => queues.find((q) => q.id === id)?.name ?? id,
  leg: (id) => {
    const party = view?.call?.parties.find((p) => p.leg === id);
    return party ? { party: party.kind, ...(party.kind === 'agent' && { agent: party.name }) } : {};
  },
});

export class CallFacts {
  readonly byCall = new Store<ReadonlyMap<CallId, readonly TimelineRow[]>>(new Map());

  constructor(live: LiveClient) {
    live.onFact((event) => this.add(event, live.state.get()));
  }

  private add(event: SwitchEvent, live: LiveState): void {
    const { call } = concernedBy(event.fact);
    const row = timelineRow(event, namesIn(live));
    if (call === null || !row) return;
    this.byCall.set((before) => {
      const all = new Map(before);
      all.set(call, [...(all.get(call) ?? []), row]);
      const [oldest] = all.keys();
      if (all.size > callsKept && oldest) all.delete(oldest);
      return all;
    });
  }
}
