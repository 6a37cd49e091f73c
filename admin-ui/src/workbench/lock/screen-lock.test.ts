import type { Command } from '@zuoxi/contracts';
import { restingView } from '../../../dev/stand-in/view';
import { noLive, type LiveState } from '../../providers/live/state';
import { Store } from '../../providers/store';
import { RestError } from '../../providers/strapi/http';
import { ScreenLock, type Lock } from './screen-lock';

const now = 1_700_000_000_000;
const right = { password: 'Richtig-123' };

/** A switch that does what it is asked, and a record plane that knows the password. */
function desk({ ready = true, kept = null as Lock | null } = {}) {
  const view = restingView(now);
  const live = new Store<LiveState>({
    ...noLive,
    link: { kind: 'up' },
    view: { ...view, intent: ready ? { kind: 'ready' } : { kind: 'signedOut' } },
  });
  const asked: Command[] = [];
  const told: string[] = [];
  let online = 0;
  const intend = (intent: NonNullable<LiveState['view']>['intent']): void =>
    live.set((s) => ({ ...s, view: s.view && { ...s.view, intent } }));
  const state = new Store<Lock | null>(kept);
  const lock = new ScreenLock({
    live: {
      state: live,
      do: async (command) => {
        asked.push(command);
        if (command.type === 'agent.notReady') intend({ kind: 'notReady', reason: command.reason });
      },
    },
    state,
    goOnline: async () => {
      online++;
      intend({ kind: 'ready' });
    },
    prove: async ({ password }) => {
      if (password !== right.password) throw new RestError('wrongCredentials', 401);
    },
    tell: async (reason) => void told.push(reason),
    clock: () => now,
  });
  return { lock, live, asked, told, intend, online: () => online, settled: () => new Promise(setImmediate) };
}

test('LOG-33 locked with a reason: no calls are given; only the password brings back what was', async () => {
  const { lock, asked, told, online } = desk();
  lock.lock('away', ' 开会 ');
  expect(told).toEqual(['away']);
  expect(lock.state.get()).toEqual({ code: 'away', note: '开会', since: now, resume: true });
  expect(asked).toEqual([{ type: 'agent.notReady', reason: 'away' }]);
  await expect(lock.unlock({ password: 'wrong' })).rejects.toThrow('wrongCredentials');
  expect(lock.state.get()).not.toBeNull();
  expect(online()).toBe(0);
  await lock.unlock(right);
  expect(lock.state.get()).toBeNull();
  expect(online()).toBe(1);
});

test('LOG-33 who was offline stays offline, before and after', async () => {
  const { lock, asked, online } = desk({ ready: false });
  lock.lock('break', '');
  await lock.unlock(right);
  expect([asked, online()]).toEqual([[], 0]);
});

test('LOG-33 a reloaded page is still locked, and a switch that believes otherwise is told so', async () => {
  const { lock, asked, intend, settled } = desk({ kept: { code: 'away', note: '', since: now, resume: false } });
  expect(asked).toEqual([{ type: 'agent.notReady', reason: 'away' }]);
  await settled();
  intend({ kind: 'ready' }); // somebody else's doing
  expect(asked).toHaveLength(2);
  expect(lock.state.get()?.resume).toBe(true);
});
