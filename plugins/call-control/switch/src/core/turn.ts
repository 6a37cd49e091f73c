/**
 * One step at work. Rules change records through it and say nothing of consequences: which plan the mixer gets, who is available,
 * what falls due and whose state changed are derived here, once, from the records that were touched.
 */
import { CallId, concernedBy, LegId } from '@zuoxi/contracts';
import type { AgentId, ErrorCode, Fact, QueueId, TenantId, Time } from '@zuoxi/contracts';
import type { Effect } from '../ports';
import type { Agent, Call, World } from './model';
import { chargeEnded, countRunning } from './costs';
import { planOf } from './hears';
import { countLines } from './lines';
import { nextName } from './names';
import { account } from './seating';
import { available, indexAgent, indexCall } from './matching';
import type { Outcome, AddressedEvent } from './input';

const same = (a: object, b: object): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
const idles = (a: Agent): boolean => a.intent.kind === 'ready' && a.activity.kind === 'idle';

export class Turn {
  readonly effects: Effect[] = [];
  readonly events: AddressedEvent[] = [];
  readonly notes: string[] = [];
  readonly touched = new Set<AgentId>();
  /** that look different now */
  readonly queues = new Set<QueueId>();
  refusal: ErrorCode | null = null;
  /** agents that became available: they look for a call once the rule is done */
  readonly freed = new Set<AgentId>();
  /** queues in which a caller may now wait for nobody (REC-11) */
  readonly unattended = new Set<QueueId>();
  private readonly plansBefore = new Map<CallId, string>();

  constructor(
    readonly world: World,
    readonly now: Time,
  ) {}

  refuse(code: ErrorCode): void {
    this.refusal = code;
  }

  newCallId(): CallId {
    return CallId.parse(this.newId());
  }

  newLegId(): LegId {
    return LegId.parse(this.newId());
  }

  newId(): string {
    return nextName(this.world);
  }

  act(effect: Effect): void {
    this.effects.push(effect);
  }

  tell(tenant: TenantId, fact: Fact): void {
    this.world.seq += 1;
    this.events.push({ event: { seq: this.world.seq, at: this.now, tenant, fact }, to: this.concerned(fact) });
  }

  private concerned(fact: Fact): AgentId[] {
    const { call: id, agents } = concernedBy(fact);
    const call = id === null ? undefined : this.world.calls.get(id);
    const inCall = call?.legs.flatMap((l) => (l.party.kind === 'agent' ? [l.party.agent] : [])) ?? [];
    return [...new Set([...agents, ...inCall])];
  }

  agent(id: AgentId): Agent | undefined {
    return this.world.agents.get(id);
  }

  call(id: CallId): Call | undefined {
    return this.world.calls.get(id);
  }

  /** Stores a call as it should be now; clocks, queue, agenda and the mixer's plan follow. */
  putCall(next: Call): Call {
    const before = this.world.calls.get(next.id);
    if (!this.plansBefore.has(next.id)) this.plansBefore.set(next.id, before ? JSON.stringify(this.plan(before)) : '');
    const call = before ? account(next, before, this.now) : next;
    this.countLines(before, call);
    this.world.calls.set(call.id, call);
    for (const leg of call.legs) if (before?.legs.length !== call.legs.length) this.world.legs.set(leg.id, call.id);
    if (before?.waiting !== call.waiting) for (const { queue } of [before ?? call, call]) if (queue) this.queues.add(queue);
    indexCall(this.world, call);
    if (call.waiting && call.queue) this.unattended.add(call.queue);
    for (const leg of call.legs) if (leg.party.kind === 'agent') this.touched.add(leg.party.agent);
    return call;
  }

  /** What runs and what ended is paid for. A trunk that becomes full, or gets a line again, decides whether a mobile can be rung. */
  private countLines(before: Call | undefined, after: Call | undefined): void {
    if (before) chargeEnded(this.world, before, after, this.now);
    if (before) countRunning(this.world, before, -1);
    if (after) countRunning(this.world, after, 1);
    const less = before !== undefined && countLines(this.world, before, -1);
    const more = after !== undefined && countLines(this.world, after, 1);
    if (!less && !more) return;
    for (const id of this.world.byMobile) {
      const agent = this.world.agents.get(id);
      if (!agent) continue;
      indexAgent(this.world, agent);
      if (available(this.world, agent)) this.freed.add(id);
    }
  }

  dropCall(call: Call): void {
    this.countLines(this.world.calls.get(call.id), undefined);
    this.world.calls.delete(call.id);
    for (const leg of call.legs) this.world.legs.delete(leg.id);
    indexCall(this.world, { ...call, waiting: null, returning: null, voicemail: null, flow: null });
    if (call.waiting && call.queue) this.queues.add(call.queue);
    this.plansBefore.delete(call.id);
    this.act({ do: 'media.drop', call: call.id });
  }

  /** Stores an agent as it should be now; a changed intent or activity is told, and availability follows. */
  putAgent(next: Agent): Agent {
    const before = this.world.agents.get(next.id);
    const moved = !before || !same(before.intent, next.intent) || !same(before.activity, next.activity);
    const wasFree = before ? available(this.world, before) : false;
    const startsIdling = idles(next) && !(before && idles(before));
    const agent = moved ? { ...next, since: this.now, idleSince: startsIdling ? this.now : next.idleSince } : next;
    this.world.agents.set(agent.id, agent);
    indexAgent(this.world, agent);
    this.touched.add(agent.id);
    if (before && moved)
      this.tell(agent.tenant, {
        type: 'agent.changed',
        agent: agent.id,
        intent: agent.intent,
        activity: agent.activity,
        was: { intent: before.intent, activity: before.activity },
      });
    if (!wasFree && available(this.world, agent)) this.freed.add(agent.id);
    if (moved && agent.intent.kind === 'signedOut') this.leaves(agent.id);
    return agent;
  }

  private leaves(id: AgentId): void {
    const { agents, queuesOfGroup } = this.world.directory;
    for (const group of agents.get(id)?.groups ?? [])
      for (const queue of queuesOfGroup.get(group) ?? []) this.unattended.add(queue.id);
  }

  outcome(): Outcome {
    for (const [id, before] of this.plansBefore) {
      const call = this.world.calls.get(id);
      if (!call) continue;
      const plan = this.plan(call);
      if (JSON.stringify(plan) !== before) this.act({ do: 'media.plan', plan });
    }
    const { effects, events, refusal, touched, queues, notes } = this;
    return { effects, events, refusal, touched, queues, notes };
  }

  private plan(call: Call) {
    return planOf(call, (call.queue && this.world.directory.queues.get(call.queue)?.agentHearsHold) ?? false);
  }
}
