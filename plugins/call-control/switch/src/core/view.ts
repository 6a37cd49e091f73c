/** What one agent's workbench shows: derived from the world, masked for those who may not see full numbers (D25). */
import { masked, maskedBy, shown } from '@zuoxi/contracts';
import type { AgentId, AgentView, CallView, Ending, FlowView, Masks, PartyView, QueueId, QueueView } from '@zuoxi/contracts';
import { isAgent } from './leg';
import { mobileBound, mobileOff } from './mobile';
import type { Agent, Call, Leg, World } from './model';
import { heldRoom, runningFlow, talkingRoom } from './seating';

/** The agent's role has the right to see full numbers (D25). A directory of before says nothing of it: then not. */
export const seesNumbers = (world: World, agent: AgentId): boolean => world.directory.agents.get(agent)?.unmasked === true;

/** The other side's number; of an internal call both agents'. */
const otherNumber = (call: Call): string =>
  call.direction === 'internal' ? `${call.ani} → ${call.dnis}` : call.direction === 'inbound' ? call.ani : call.dnis;

/** For who may not see full numbers; a colleague's stays readable. What is not said here is not shown. */
const partyMasks: Masks<PartyView> = {
  leg: shown,
  kind: shown,
  name: (name, { kind }) => (kind === 'agent' ? name : masked(name)),
  state: shown,
  ending: shown,
};
const callMasks: Masks<CallView> = {
  id: shown,
  direction: shown,
  phase: shown,
  number: (number, { direction }) => (direction === 'internal' ? number : masked(number)),
  dnis: shown, // ours, whoever called
  queue: shown,
  auto: shown,
  onMobile: shown,
  startedAt: shown,
  answeredAt: shown,
  heldAt: shown,
  heldByOther: shown,
  waitedMs: shown,
  muted: shown,
  recording: shown,
  flow: shown,
  parties: (parties) => parties.map((p) => maskedBy(partyMasks, p)),
  ending: shown,
  subject: shown,
};

const partyView = (world: World, leg: Leg): PartyView => ({
  leg: leg.id,
  kind: leg.party.kind,
  name: leg.party.kind === 'agent' ? (world.directory.agents.get(leg.party.agent)?.name ?? leg.party.agent) : leg.party.number,
  state: leg.state,
  ...(leg.state === 'ended' ? { ending: leg.ending } : {}),
});

function phaseOf(call: Call, agent: Agent): CallView['phase'] {
  const { activity } = agent;
  if (activity.kind === 'offered' && activity.call === call.id) return 'offered';
  if (call.returning?.agent === agent.id) return 'returning';
  if (runningFlow(call)) return 'flow';
  if (heldRoom(call)) return 'held';
  return talkingRoom(call) || (call.talkingAt !== null && !call.toDial) ? 'talking' : 'dialing';
}

const flowView = (call: Call): FlowView | null =>
  call.flow && {
    name: call.flow.plan.name,
    step: call.flow.step,
    pressed: call.flow.pressed,
    running: runningFlow(call) !== null,
  };

/** In full; whoever shows it masks it for those who may not see that. */
export function callView(world: World, call: Call, agent: Agent, ending: Ending | null = null): CallView {
  const queue = call.queue ? world.directory.queues.get(call.queue) : undefined;
  const own = call.legs.filter((l) => isAgent(l.party, agent.id));
  const mine = own.at(-1);
  // back after a reload, the agent has a second leg; the caller waited for the first that was answered
  const waitedFor = agent.activity.kind === 'offered' ? mine : (own.find((l) => l.answeredAt !== null) ?? mine);
  const offeredAt = waitedFor?.startedAt ?? call.startedAt;
  return {
    id: call.id,
    direction: call.direction,
    phase: ending ? 'ended' : phaseOf(call, agent),
    number: otherNumber(call),
    dnis: call.direction === 'inbound' ? call.dnis : call.ani,
    queue: queue ? { id: queue.id, name: queue.name } : null,
    auto: (queue?.autoAnswer ?? false) && !mine?.line,
    onMobile: mine?.line !== undefined,
    startedAt: call.startedAt,
    answeredAt: call.talkingAt,
    heldAt: heldRoom(call)?.since ?? null,
    heldByOther: call.legs.some((l) => l.id !== mine?.id && l.state === 'answered' && l.held === true),
    waitedMs: call.queuedAt === null ? 0 : Math.max(0, offeredAt - call.queuedAt),
    muted: mine !== undefined && call.muted.includes(mine.id),
    recording: !call.recording ? 'off' : call.recording.paused ? 'paused' : 'on',
    flow: flowView(call),
    parties: call.legs.map((l) => partyView(world, l)),
    ending,
    subject: call.subject,
  };
}

/** The queues that an agent serves. */
export const queuesOf = (world: World, id: AgentId): QueueId[] => {
  const groups = world.directory.agents.get(id)?.groups ?? [];
  return [...new Set(groups.flatMap((g) => world.directory.queuesOfGroup.get(g) ?? []).map((q) => q.id))];
};

export function queueView(world: World, id: QueueId): QueueView | undefined {
  const queue = world.directory.queues.get(id);
  if (!queue) return undefined;
  const waiting = world.waiting.get(id);
  const head = waiting?.first();
  return { id, name: queue.name, waiting: waiting?.size ?? 0, oldest: head ? (head.rank[1] ?? null) : null };
}

/** `latencyMs` comes from the edge, outside the core's facts. Undefined: no such agent in the directory. */
export function agentView(world: World, id: AgentId, latencyMs: number | null): AgentView | undefined {
  const agent = world.agents.get(id);
  const entry = world.directory.agents.get(id);
  const tenant = entry && world.directory.tenants.get(entry.tenant);
  if (!agent || !entry || !tenant) return undefined;
  const { activity } = agent;
  const running = activity.kind === 'offered' || activity.kind === 'talking' ? world.calls.get(activity.call) : undefined;
  const call = running ? callView(world, running, agent) : (agent.last?.view ?? null);
  return {
    agent: {
      id,
      number: entry.number,
      name: entry.name,
      groups: entry.groups.map((g) => world.directory.groups.get(g)?.name ?? g),
    },
    tenant: { id: tenant.id, code: tenant.code, name: tenant.name },
    reasons: tenant.reasons,
    intent: agent.intent,
    activity,
    since: agent.since,
    signedInAt: agent.signedInAt,
    microphone: agent.microphone || agent.station === 'phone',
    station: { registered: agent.station !== null && agent.asideUntil === null, peer: agent.station, latencyMs },
    mobile: mobileBound(world, agent) ? { bound: true, ...agent.mobile } : { bound: false, ...mobileOff },
    mayDial: entry.mayDial,
    mayHangUpInbound: tenant.agentMayHangUpInbound,
    call: call && !seesNumbers(world, id) ? maskedBy(callMasks, call) : call,
    flows: (world.directory.flows.get(tenant.id) ?? []).map(({ id: flow, name }) => ({ id: flow, name })),
  };
}
