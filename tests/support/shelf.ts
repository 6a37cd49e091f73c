/** What the engine's journal keeps of an adapter: JSON, and nothing that JSON cannot hold. */
import type { LegId } from '@zuoxi/contracts';
import type { Records } from '../../plugins/call-control/switch/src/ports';

export function shelf<R>(): Records<R> {
  const texts = new Map<LegId, string>();
  return {
    put(leg, record) {
      if (record === null) texts.delete(leg);
      else texts.set(leg, JSON.stringify(record));
    },
    all: () => new Map([...texts].map(([leg, text]) => [leg, JSON.parse(text) as R])),
  };
}
