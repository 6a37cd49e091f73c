import { CallId, LegId, type AgentView } from '@zuoxi/contracts';
import { restingView, someCall } from '../../dev/stand-in/view';
import { noLive, type LiveState } from '../providers/live/state';
import { Store } from '../providers/store';
import { liveFor } from './live';

const talking: AgentView = {
  ...restingView(1_000_000),
  activity: { kind: 'talking', call: CallId.parse('s1-1-7'), leg: LegId.parse('l1') },
  call: someCall(1_000_000, { direction: 'outbound' }),
};

/** A switch that makes a call of each command; what was asked of whom is written down. */
function given(view = restingView(1_000_000), token: string | null = 'token') {
  const state = new Store<LiveState>({ ...noLive, link: { kind: 'up' }, view });
  const asked: string[] = [];
  const live = liveFor(
    {
      state,
      onFact: () => () => undefined,
      do: async ({ type }) => {
        asked.push(type);
        state.set((s) => ({ ...s, view: talking }));
      },
    },
    { sealed: async ({ id }) => (asked.push(`sealed ${id}`), token) },
  );
  const call = () => live.callRow({ type: 'customer', id: 'x1', field: 'number' }, async () => void asked.push('first'));
  return { live, state, asked, call };
}

test('D25 a number in a row is called without being known; what comes first happens between finding and dialling it', async () => {
  const { call, asked } = given();
  expect(await call()).toEqual({ id: 's1-1-7', number: '138****8000' });
  expect(asked).toEqual(['sealed x1', 'first', 'call.callBack']);
});

test('what cannot be called now, or has no number, is refused before anything comes first', async () => {
  const busy = given(talking);
  await expect(busy.call()).rejects.toMatchObject({ code: 'alreadyOnCall' });
  expect([busy.live.whyNoCall(), busy.asked]).toEqual(['alreadyOnCall', []]);
  const none = given(restingView(1_000_000), null);
  await expect(none.call()).rejects.toMatchObject({ code: 'numberInvalid' });
  expect(none.asked).toEqual(['sealed x1']);
});

test('a plugin is told when the view or the link changes, and of nothing else', () => {
  const { live, state } = given();
  const seen: boolean[] = [];
  live.state.subscribe(() => seen.push(live.state.get().up));
  state.set((s) => ({ ...s, latencyMs: 12 }));
  state.set((s) => ({ ...s, link: { kind: 'off' } }));
  expect(seen).toEqual([false]);
});
