/** The live plane as a plugin sees it (plugins/sdk/ui/host.ts). */
import type { Live } from '@zuoxi/plugin/ui';
import { dialPlace } from '../kit/calls/dial';
import { whyNot } from '../kit/why-not';
import { CommandFailed } from '../providers/live/command-failed';
import type { LiveClient } from '../providers/live/client';
import { Store, until } from '../providers/store';
import type { WorkbenchClient } from '../providers/workbench/client';

/** The view follows its command at once; a switch that died in between says nothing at all. */
const shownMs = 3_000;

export function liveFor(live: Pick<LiveClient, 'state' | 'do' | 'onFact'>, client: Pick<WorkbenchClient, 'sealed'>): Live {
  const now = (): ReturnType<Live['state']['get']> => {
    const { link, view } = live.state.get();
    return { up: link.kind === 'up', view };
  };
  const state = new Store(now());
  live.state.subscribe(() => {
    const next = now();
    state.set((before) => (before.up === next.up && before.view === next.view ? before : next));
  });
  return {
    state,
    onFact: (listener) => live.onFact(({ fact }) => listener(fact)),
    whyNoCall: () => whyNot(live.state.get(), 'call.callBack'),
    async callRow(field, first) {
      const no = whyNot(live.state.get(), 'call.callBack');
      if (no) throw new CommandFailed(no); // what the switch would refuse is no attempt
      const before = live.state.get().view?.call?.id ?? null;
      await dialPlace(live, client, field, first);
      const call = await until(live.state, ({ view }) => view?.call && view.call.id !== before && view.call, shownMs);
      return call && { id: call.id, number: call.number };
    },
    finishWrapUp: () => live.do({ type: 'wrapUp.finish' }),
  };
}
