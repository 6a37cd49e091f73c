/** What happened in the calls of this page's life, for the timeline of a running call; finished calls have theirs in the record plane. */
import type { AgentView, CallId, SwitchEvent } from '@zuoxi/contracts';
import type { LiveClient } from '../providers/live/client';
import { Store } from '../providers/store';
import { timelineOfEvent, type TimelineEntry } from '../kit/calls/story';

const callsKept = 20;

export class CallFacts {
  readonly byCall = new Store<ReadonlyMap<CallId, readonly TimelineEntry[]>>(new Map());

  constructor(live: LiveClient) {
    live.onFact((event) => this.add(event, live.state.get().view));
  }

  private add(event: SwitchEvent, view: AgentView | null): void {
    const { fact } = event;
    if (!('call' in fact)) return;
    const entry = timelineOfEvent(event, view);
    this.byCall.set((before) => {
      const all = new Map(before);
      all.set(fact.call, [...(all.get(fact.call) ?? []), entry]);
      const [oldest] = all.keys();
      if (all.size > callsKept && oldest) all.delete(oldest);
      return all;
    });
  }
}
