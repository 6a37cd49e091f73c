/** Offering calls: a call rings at one agent at a time, an agent has one offer at a time (I4). */
import type { AgentId, CallId, DirectoryQueue, Ending, Fact, LegId } from '@zuoxi/contracts';
import { legOf, livingLegs } from '../leg';
import { nextAgentFor, nextCallFor, reachableByMobile } from '../matching';
import { phoneToAnswer } from '../mobile';
import type { Agent, Call, World } from '../model';
import { play, roomOf } from '../seating';
import { ringSound, waitSound } from '../sounds';
import type { Turn } from '../turn';
import { endCall } from './ending';
import { mobileFailed } from './mobile';
import { dialOwn, ownLeg } from './own-leg';
import { afterCall, idle } from './wrap-up';

export const queueOf = (turn: Turn, call: Call): DirectoryQueue | undefined =>
  call.queue ? turn.world.directory.queues.get(call.queue) : undefined;

/** D3 for calls that came through no queue. */
const directRingSeconds = 30;

/** Rings at the agent's phone. The call leaves the queue but keeps its time. */
export function offer(turn: Turn, call: Call, agent: Agent): void {
  const phone = phoneToAnswer(turn.world, agent);
  if (!phone) return;
  const ringSeconds = queueOf(turn, call)?.ringSeconds ?? directRingSeconds;
  const until = turn.now + ringSeconds * 1000;
  const leg = ownLeg(turn, agent.id, phone);
  turn.putCall(withRinging(turn, { ...call, waiting: null, legs: [...call.legs, leg] }));
  turn.putAgent({ ...agent, activity: { kind: 'offered', call: call.id, leg: leg.id, until } });
  turn.tell(call.tenant, { type: 'leg.started', call: call.id, leg: leg.id, party: leg.party });
  turn.tell(call.tenant, { type: 'call.offered', call: call.id, leg: leg.id, agent: agent.id, until });
  dialOwn(turn, call, leg, agent.id, phone, queueOf(turn, call)?.autoAnswer ?? false);
}

/** While an agent's phone rings the caller hears ringback, unless the welcome still plays. */
function withRinging(turn: Turn, call: Call): Call {
  const caller = livingLegs(call)[0];
  const sound = caller && roomOf(call, caller.id)?.sound;
  return caller && sound?.why !== 'welcome' && roomOf(call, caller.id) ? play(call, caller.id, ringSound(turn)) : call;
}

/** A waiting call looks for an agent. */
export function serveCall(turn: Turn, id: CallId): void {
  const call = turn.call(id);
  const queue = call && queueOf(turn, call);
  if (!call?.waiting || !queue) return;
  const agent = nextAgentFor(turn.world, queue.groups);
  const record = agent && turn.agent(agent);
  if (record) offer(turn, call, record);
}

/** A free agent looks for a call. */
export function serveAgent(turn: Turn, id: AgentId): void {
  const agent = turn.agent(id);
  const next = agent && nextCallFor(turn.world, agent);
  const call = next && turn.call(next.call);
  if (agent && call) offer(turn, call, agent);
}

type OfferResult = Extract<Fact, { type: 'offer.ended' }>['result'];

const results: Readonly<Partial<Record<Ending['cause'], OfferResult>>> = {
  noAnswer: 'noAnswer',
  rejected: 'rejected',
  busy: 'rejected',
  cancelled: 'noAnswer',
  hangup: 'rejected', // a mobile that was picked up and laid down again
};

/** The ring is over without an answer: the call goes back to its place, the agent to where the queue's policy sends it (STA-10, STA-11, D3). */
export function offerFailed(turn: Turn, call: Call, agent: Agent, leg: LegId, ending: Ending): void {
  const result = results[ending.cause] ?? 'failed';
  turn.tell(call.tenant, { type: 'offer.ended', call: call.id, leg, agent: agent.id, result });
  putAside(turn, agent, call, leg, result, ending);
  if (call.queue) requeue(turn, call);
  else endCall(turn, call, ending);
}

/** ms. Else a call would be offered to that phone for ever; and one that only refreshes its registration says nothing that would end it. */
const asideMs = 30_000;
export const unreachable = (turn: Turn, agent: Agent): void => void turn.putAgent({ ...agent, asideUntil: turn.now + asideMs });

function putAside(turn: Turn, agent: Agent, call: Call, leg: LegId, result: OfferResult, ending: Ending): void {
  if (result === 'failed' && legOf(call, leg)?.line) return mobileFailed(turn, idle(agent));
  if (result === 'failed') return unreachable(turn, idle(agent));
  const action = queueOf(turn, call)?.onNoAnswer ?? 'ready';
  if (action === 'wrapUp') return afterCall(turn, agent, call, 'rang', ending);
  const reasons = turn.world.directory.tenants.get(agent.tenant)?.reasons ?? [];
  const reason = (reasons.find((r) => r.code === 'break') ?? reasons[0])?.code ?? 'break';
  // who chose another state while it rang keeps it
  turn.putAgent(
    action === 'break' && agent.intent.kind === 'ready' ? { ...idle(agent), intent: { kind: 'notReady', reason } } : idle(agent),
  );
}

/** Back into the queue with the time of entry kept: at the head, unless somebody of higher priority came (I3). */
export function requeue(turn: Turn, call: Call): void {
  const queue = queueOf(turn, call);
  const caller = livingLegs(call)[0];
  if (!queue || !caller) return;
  const waiting = { since: call.queuedAt ?? turn.now, priority: queue.priority };
  const sound = roomOf(call, caller.id)?.sound;
  const seated = sound?.why === 'welcome' ? call : play(call, caller.id, waitSound(turn, queue));
  turn.putCall({ ...seated, waiting });
  serveCall(turn, call.id);
}

/** Whom a direct number or a colleague may ring: at rest, and with a phone that is there. */
export function canRing(world: World, agent: Agent): boolean {
  if (agent.activity.kind !== 'idle') return false;
  if (reachableByMobile(world, agent)) return true;
  if (agent.station !== 'browser') return agent.station === 'phone';
  return agent.intent.kind !== 'signedOut' && agent.session?.lostAt === null && agent.microphone;
}
