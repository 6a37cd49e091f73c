/**
 * Who is served next. Calls: by priority, then by time of entry (I3). Agents: the longest idle first.
 * Everything is an ordered index over the records, so that a free agent finds its call in O(queues it serves · log n).
 */
import type { AgentId, CallId, GroupId, QueueId, Time } from '@zuoxi/contracts';
import { Heap } from './heap';
import { answersByMobile, mobileLine } from './mobile';
import type { Agent, Call, World } from './model';
import { runningFlow } from './seating';

/** May be offered a call of a queue: wants to, does nothing else, and can be reached and heard (STA-01, LOG-35). */
export const available = (world: World, a: Agent): boolean =>
  a.intent.kind === 'ready' && a.activity.kind === 'idle' && (reachable(a) || reachableByMobile(world, a));

/** Needs neither page nor microphone nor phone, but a free line (STA-21). */
export const reachableByMobile = (world: World, a: Agent): boolean =>
  answersByMobile(world, a) && mobileLine(world, a, 1) !== null;

/** A browser needs its live page and its microphone. A desk phone needs its registration, and a workbench only if it has had one: a closed one takes no calls. */
export const reachable = (a: Agent): boolean => {
  if (a.asideUntil !== null) return false;
  const open = a.session !== null && a.session.lostAt === null;
  return a.station === 'phone' ? a.session === null || open : a.station === 'browser' && open && a.microphone;
};

/** How long a workbench may be gone before its agent is signed out by the system. */
export const sessionGraceMs = 60_000;

const of = <K, V>(map: Map<K, Heap<V>>, key: K): Heap<V> => {
  let heap = map.get(key);
  if (!heap) map.set(key, (heap = new Heap()));
  return heap;
};

export function indexAgent(world: World, agent: Agent): void {
  const groups = world.directory.agents.get(agent.id)?.groups ?? [];
  const byMobile = answersByMobile(world, agent);
  if (byMobile) world.byMobile.add(agent.id);
  else world.byMobile.delete(agent.id);
  for (const group of groups) {
    if (available(world, agent)) of(world.available, group).put(agent.id, agent.idleSince);
    else world.available.get(group)?.remove(agent.id);
  }
  const { activity, session } = agent;
  const timer = (key: string, at: number | null) => (at === null ? world.agenda.remove(key) : world.agenda.put(key, at));
  timer(`agent/${agent.id}`, activity.kind === 'offered' || activity.kind === 'wrapUp' ? activity.until : null);
  timer(`aside/${agent.id}`, agent.asideUntil);
  timer(
    `session/${agent.id}`,
    session?.lostAt != null && agent.intent.kind !== 'signedOut' && !byMobile ? session.lostAt + sessionGraceMs : null,
  );
}

export function indexCall(world: World, call: Call): void {
  if (call.queue) {
    if (call.waiting) of(world.waiting, call.queue).put(call.id, -call.waiting.priority, call.waiting.since, counterOf(call.id));
    else world.waiting.get(call.queue)?.remove(call.id);
  }
  if (call.returning) world.agenda.put(`call/${call.id}`, call.returning.until);
  else world.agenda.remove(`call/${call.id}`);
  const asks = call.voicemail?.until ?? asksAt(world, call);
  if (asks === null) world.agenda.remove(`voicemail/${call.id}`);
  else world.agenda.put(`voicemail/${call.id}`, asks);
  const flow = runningFlow(call);
  if (flow) world.agenda.put(`flow/${call.id}`, flow.until);
  else world.agenda.remove(`flow/${call.id}`);
}

/** When a waiting caller is to be asked for a message (REC-11). */
function asksAt(world: World, { waiting, queue }: Call): Time | null {
  const seconds = (waiting && queue && world.directory.queues.get(queue)?.voicemail.afterSeconds) || null;
  return waiting && seconds !== null ? waiting.since + seconds * 1000 : null;
}

/** Breaks the tie of two calls in the same millisecond by the order in which they came. */
const counterOf = (id: CallId): number => parseInt(id.slice(id.lastIndexOf('-') + 1), 36);

/** The call that this agent should take now. */
export function nextCallFor(world: World, agent: Agent): { call: CallId; queue: QueueId } | undefined {
  let best: { call: CallId; queue: QueueId; rank: readonly number[] } | undefined;
  for (const group of world.directory.agents.get(agent.id)?.groups ?? [])
    for (const queue of world.directory.queuesOfGroup.get(group) ?? []) {
      const head = world.waiting.get(queue.id)?.first();
      if (head && (!best || less(head.rank, best.rank))) best = { call: head.key, queue: queue.id, rank: head.rank };
    }
  return best;
}

/** The longest idle agent of any of the groups. */
export function nextAgentFor(world: World, groups: readonly GroupId[]): AgentId | undefined {
  let best: { key: AgentId; rank: readonly number[] } | undefined;
  for (const group of groups) {
    const head = world.available.get(group)?.first();
    if (head && (!best || less(head.rank, best.rank))) best = head;
  }
  return best?.key;
}

const less = (a: readonly number[], b: readonly number[]): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]!;
  return false;
};

/** Somebody signed in serves the queue, busy or not (ACD-05). O(agents); asked when a call was given up, and where a queue has a mailbox for that case. */
export const somebodyServes = (world: World, groups: readonly GroupId[]): boolean =>
  [...world.agents.values()].some(
    (a) => a.intent.kind !== 'signedOut' && world.directory.agents.get(a.id)?.groups.some((g) => groups.includes(g)),
  );
