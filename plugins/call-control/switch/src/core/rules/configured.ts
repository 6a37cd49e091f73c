/** A new directory takes effect at once; running calls keep what they were promised. */
import type { AgentId, Directory, DirectoryQueue } from '@zuoxi/contracts';
import { forgetSpent } from '../costs';
import { indexDirectory } from '../directory-index';
import { mobileOff } from '../mobile';
import type { Agent } from '../model';
import type { Turn } from '../turn';
import { reindex } from '../world';

export function directoryChanged(turn: Turn, directory: Directory): void {
  const { world } = turn;
  if (directory.version <= world.directory.source.version && world.directory.source.tenants.length > 0) return;
  world.directory = indexDirectory(directory, stillUsed(turn, directory));
  for (const entry of directory.agents)
    if (!world.agents.has(entry.id)) turn.putAgent(newAgent(entry.id, entry.tenant, turn.now));
  for (const agent of [...world.agents.values()]) {
    if (world.directory.agents.has(agent.id)) continue;
    // removed while talking: kept until the call is over, but not to be offered anything
    if (agent.activity.kind === 'talking' || agent.activity.kind === 'offered')
      turn.putAgent({ ...agent, intent: { kind: 'signedOut' } });
    else world.agents.delete(agent.id);
    turn.touched.add(agent.id);
  }
  forgetSpent(world);
  reindex(world);
  for (const id of world.agents.keys()) {
    turn.touched.add(id);
    turn.freed.add(id);
  }
  for (const id of world.directory.queues.keys()) {
    turn.unattended.add(id);
    turn.queues.add(id);
  }
}

const newAgent = (id: AgentId, tenant: Agent['tenant'], now: number): Agent => ({
  id,
  tenant,
  intent: { kind: 'signedOut' },
  activity: { kind: 'idle' },
  since: now,
  idleSince: now,
  signedInAt: null,
  session: null,
  microphone: false,
  station: null,
  asideUntil: null,
  mobile: mobileOff,
  last: null,
});

/** Queues that the new directory dropped while calls still wait in them or belong to them. */
function stillUsed(turn: Turn, directory: Directory): DirectoryQueue[] {
  const named = new Set(directory.queues.map((q) => q.id));
  const used = new Set([...turn.world.calls.values()].flatMap((c) => (c.queue && !named.has(c.queue) ? [c.queue] : [])));
  return [...used].flatMap((id) => turn.world.directory.queues.get(id) ?? []);
}
