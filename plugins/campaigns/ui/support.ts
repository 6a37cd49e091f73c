/** An agent's view and a store for the tests of this folder. */
import type { Store } from '@zuoxi/plugin/ui';
import { AgentView, CallId, LegId, type AgentView as View } from '@zuoxi/contracts';

export const idle: View = AgentView.parse({
  agent: { id: 'a1', number: '1001', name: '王芳', groups: [] },
  tenant: { id: 't1', code: 'demo', name: '演示' },
  reasons: [],
  intent: { kind: 'ready' },
  activity: { kind: 'idle' },
  since: 0,
  signedInAt: 0,
  microphone: true,
  station: { registered: true, latencyMs: null },
  mayDial: true,
  mayHangUpInbound: true,
  call: null,
  mobile: { bound: false, answering: false, dialing: false },
  flows: [],
});
export const talking: View = { ...idle, activity: { kind: 'talking', call: CallId.parse('s1-1-1'), leg: LegId.parse('l1') } };

export function storeOf<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      value = typeof next === 'function' ? (next as (before: T) => T)(value) : next;
      for (const listener of [...listeners]) listener();
    },
  };
}
