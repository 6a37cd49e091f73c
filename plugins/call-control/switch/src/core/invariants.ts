/** What must hold after every step (facts: I2-I4). Each broken one as a sentence; run by the tests after every story and by the switch itself. */
import type { TenantId } from '@zuoxi/contracts';
import { paidFrom } from './costs';
import { livingLegs, legOf } from './leg';
import { available } from './matching';
import { roomOf, runningFlow } from './seating';
import type { World } from './model';

export function invariants(world: World): string[] {
  const wrong: string[] = [];
  const offers = new Map<string, string>();
  for (const a of world.agents.values()) {
    const { activity } = a;
    if (activity.kind === 'offered' || activity.kind === 'talking') {
      const call = world.calls.get(activity.call);
      const leg = call && legOf(call, activity.leg);
      const lives = leg && (leg.state !== 'ended' || call.returning?.agent === a.id);
      if (!lives) wrong.push(`agent ${a.id} is ${activity.kind} without a live leg (I2)`);
      if (activity.kind === 'offered') {
        if (offers.has(activity.call))
          wrong.push(`call ${activity.call} is offered to ${a.id} and ${offers.get(activity.call)} (I4)`);
        offers.set(activity.call, a.id);
        if (!world.agenda.has(`agent/${a.id}`)) wrong.push(`agent ${a.id} is offered a call without a timer (I2)`);
      }
    }
    if (activity.kind === 'wrapUp' && activity.until !== null && !world.agenda.has(`agent/${a.id}`))
      wrong.push(`agent ${a.id} wraps up without a timer (I2)`);
    for (const g of world.directory.agents.get(a.id)?.groups ?? [])
      if ((world.available.get(g)?.has(a.id) ?? false) !== available(world, a))
        wrong.push(`agent ${a.id} is ${available(world, a) ? 'missing in' : 'wrongly among'} the available of ${g}`);
  }
  for (const c of world.calls.values()) {
    const living = livingLegs(c);
    if (living.length === 0) wrong.push(`call ${c.id} has no living leg`);
    if (c.waiting && !(c.queue && world.waiting.get(c.queue)?.has(c.id)))
      wrong.push(`call ${c.id} waits but is in no queue (I3)`);
    if (!c.waiting && c.queue && world.waiting.get(c.queue)?.has(c.id))
      wrong.push(`call ${c.id} is in its queue but does not wait (I3)`);
    for (const leg of living) {
      if (world.legs.get(leg.id) !== c.id) wrong.push(`leg ${leg.id} is not known as a leg of ${c.id}`);
      if (leg.party.kind !== 'agent') continue;
      const activity = world.agents.get(leg.party.agent)?.activity;
      const busy = (activity?.kind === 'offered' || activity?.kind === 'talking') && activity.leg === leg.id;
      if (!busy) wrong.push(`leg ${leg.id} of call ${c.id} lives, but agent ${leg.party.agent} does not know it (I2)`);
    }
    for (const room of c.rooms)
      for (const id of room.legs) if (legOf(c, id)?.state === 'ended') wrong.push(`leg ${id} sits in a room after its end`);
    if (c.voicemail && !world.agenda.has(`voicemail/${c.id}`))
      wrong.push(`call ${c.id} is at the voicemail without a timer (I2)`);
    if (c.voicemail && (c.waiting || living.some((l) => l.party.kind === 'agent')))
      wrong.push(`call ${c.id} is at the voicemail and elsewhere (I3)`);
    const alone = living.some((l) => l.party.kind !== 'agent' && roomOf(c, l.id)?.legs.length === 1);
    if (runningFlow(c) && !world.agenda.has(`flow/${c.id}`)) wrong.push(`call ${c.id} is in a flow without a timer (I2)`);
    if (runningFlow(c) && (c.waiting || c.voicemail || !alone)) wrong.push(`call ${c.id} is in a flow and elsewhere (I3)`);
    if (c.rooms.some((r) => r.sound?.why === 'flow') && runningFlow(c)?.state !== 'prompt')
      wrong.push(`call ${c.id} hears the prompt of a flow that is over`);
    const nobody = !c.waiting && !c.returning && !c.voicemail && living.every((l) => l.party.kind !== 'agent');
    if (nobody) wrong.push(`call ${c.id} is with nobody: not waiting, not ringing, not talking (I3)`);
  }
  const taken = new Map<string, number>();
  for (const c of world.calls.values())
    for (const line of [c.trunk, ...livingLegs(c).map((l) => l.line)]) if (line) taken.set(line, (taken.get(line) ?? 0) + 1);
  for (const [trunk, lines] of world.lines)
    if (lines !== (taken.get(trunk) ?? 0)) wrong.push(`trunk ${trunk} counts ${lines} lines, ${taken.get(trunk) ?? 0} are taken`);
  const paid = new Map<TenantId, number>();
  for (const c of world.calls.values())
    for (const leg of c.legs) if (paidFrom(leg) !== null) paid.set(c.tenant, (paid.get(c.tenant) ?? 0) + 1);
  for (const tenant of new Set([...paid.keys(), ...world.running.keys()])) {
    const counted = world.running.get(tenant)?.legs ?? 0;
    if (counted !== (paid.get(tenant) ?? 0))
      wrong.push(`tenant ${tenant} pays for ${counted} legs, ${paid.get(tenant) ?? 0} cost something`);
  }
  for (const [who, { calls, cost }] of world.hours)
    if (Math.min(...calls, ...cost) < 0) wrong.push(`${who} has dialled or paid less than nothing`);
  for (const queue of world.waiting.values())
    for (const id of queue.keys()) if (!world.calls.has(id)) wrong.push(`queue holds ended call ${id}`);
  for (const [leg, call] of world.legs) if (!world.calls.has(call)) wrong.push(`leg ${leg} belongs to ended call ${call}`);
  return wrong;
}
