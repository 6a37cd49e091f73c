/**
 * What must be asked and said after a start: the world remembers, the adapters know what still exists, and the differences
 * go through the ordinary inputs and effects. There is no second code path (design §2).
 */
import type { LegId } from '@zuoxi/contracts';
import type { AdapterInput, Effect } from '../ports';
import { livingLegs, planOf, type World } from '../core';

export function recoveryOf(world: World, known: ReadonlySet<LegId>): { inputs: AdapterInput[]; effects: Effect[] } {
  const inputs: AdapterInput[] = [];
  const effects: Effect[] = [];
  for (const call of world.calls.values()) {
    const heldHeard = (call.queue && world.directory.queues.get(call.queue)?.agentHearsHold) ?? false;
    effects.push({ do: 'media.plan', plan: planOf(call, heldHeard) });
    for (const leg of livingLegs(call)) {
      // decided but never dialled, or its dialog never reached the disk
      if (!known.has(leg.id)) inputs.push({ on: 'leg.ended', leg: leg.id, ending: { cause: 'lost', owner: 'system' } });
      else if (leg.state === 'answered') effects.push({ do: 'leg.check', leg: leg.id });
      else if (leg.way === 'in') effects.push({ do: 'leg.answer', leg: leg.id });
    }
  }
  // a phone that still rings or talks for a call that is over
  for (const leg of known)
    if (!world.legs.has(leg)) effects.push({ do: 'leg.end', leg, ending: { cause: 'lost', owner: 'system' } });
  return { inputs, effects };
}
