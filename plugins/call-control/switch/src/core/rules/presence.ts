/** Workbenches, microphones and phones come and go. What an agent wants does not change by a lost connection; what is possible does. */
import type { AgentId } from '@zuoxi/contracts';
import type { Input } from '../input';
import { legOf } from '../leg';
import type { Agent } from '../model';
import type { Peer } from '../../ports';
import type { Turn } from '../turn';
import { legEnded } from './legs';
import { dialBack } from './returning';
import { idle } from './wrap-up';

type On<K extends Input['on']> = Extract<Input, { on: K }>;

/** LOG-04, D10: one account, one workbench; a second is refused or takes the session over. */
export function agentConnected(turn: Turn, { agent: id, session, page, move, online }: On<'agent.connected'>): void {
  const agent = turn.agent(id);
  if (!agent) return turn.refuse('unknownAgent');
  const current = agent.session;
  const elsewhere = current !== null && current.id !== session && current.lostAt === null;
  if (elsewhere && !move) return turn.refuse('sessionElsewhere');
  if (elsewhere) turn.tell(agent.tenant, { type: 'agent.moved', agent: id, from: current.id, to: session });
  if (current?.id !== session || current.lostAt !== null)
    turn.tell(agent.tenant, { type: 'agent.connected', agent: id, session });
  const newPage = current !== null && current.page !== page;
  const here = {
    ...agent,
    session: { id: session, page, since: turn.now, lostAt: null },
    microphone: newPage ? false : agent.microphone,
  };
  turn.putAgent(current === null || elsewhere || online !== undefined ? atEntry(turn, here, online) : here);
  if (newPage) pageReplaced(turn, id);
}

/** D17: the choice at entry; whoever is busy keeps what they are. */
function atEntry(turn: Turn, agent: Agent, online: boolean | undefined): Agent {
  if (online === undefined || agent.activity.kind !== 'idle') return agent;
  if (!online) return { ...agent, intent: { kind: 'signedOut' }, signedInAt: null };
  return agent.intent.kind === 'signedOut' ? { ...agent, intent: { kind: 'ready' }, signedInAt: turn.now } : agent;
}

/** A page loaded anew has lost the old page's sound: the browser leg is gone, whatever its phone may still believe. */
function pageReplaced(turn: Turn, id: AgentId): void {
  const { activity } = turn.agent(id) ?? {};
  if (activity?.kind !== 'talking' && activity?.kind !== 'offered') return;
  const call = turn.call(activity.call);
  const leg = call && legOf(call, activity.leg);
  if (!call || !leg || leg.peer !== 'browser' || leg.state === 'ended') return;
  // the old registration dies with the old page; the new one dials back
  const agent = turn.agent(id);
  if (agent?.station === 'browser') turn.putAgent({ ...agent, station: null, asideUntil: null });
  turn.act({ do: 'leg.end', leg: leg.id, ending: { cause: 'lost', owner: 'agent' } });
  legEnded(turn, leg.id, { cause: 'lost', owner: 'agent' });
}

export function agentDisconnected(turn: Turn, { agent: id, session, page }: On<'agent.disconnected'>): void {
  const agent = turn.agent(id);
  if (!agent?.session || agent.session.id !== session || agent.session.page !== page || agent.session.lostAt !== null) return;
  turn.putAgent({ ...agent, session: { ...agent.session, lostAt: turn.now } });
  turn.tell(agent.tenant, { type: 'agent.disconnected', agent: id, session });
}

export function agentMicrophone(turn: Turn, { agent: id, ok }: On<'agent.microphone'>): void {
  const agent = turn.agent(id);
  if (agent && agent.microphone !== ok) turn.putAgent({ ...agent, microphone: ok });
}

export function stationRegistered(turn: Turn, id: AgentId, peer: Peer): void {
  const agent = turn.agent(id);
  if (!agent) return;
  if (agent.station === null) turn.tell(agent.tenant, { type: 'station.changed', agent: id, registered: true });
  if (agent.station !== peer || agent.asideUntil !== null) turn.putAgent({ ...agent, station: peer, asideUntil: null });
  dialBack(turn, turn.agent(id) ?? agent);
}

/** Running calls go on: a registration is how a phone is found, not how it is heard. */
export function stationGone(turn: Turn, id: AgentId): void {
  const agent = turn.agent(id);
  if (!agent || agent.station === null) return;
  turn.tell(agent.tenant, { type: 'station.changed', agent: id, registered: false });
  turn.putAgent({ ...agent, station: null, asideUntil: null });
}

/** The workbench did not come back in its time: signed out by the system; a call in hand is left to its own end. */
export function sessionExpired(turn: Turn, agent: Agent): void {
  const rested = agent.activity.kind === 'wrapUp' ? idle(agent) : agent;
  turn.putAgent({ ...rested, intent: { kind: 'signedOut' }, signedInAt: null, session: null });
}

/** After a start: every workbench has to say hello and every phone to be seen again; calls and what agents want are as they were. */
export function booted(turn: Turn): void {
  for (const agent of [...turn.world.agents.values()]) {
    const session = agent.session && { ...agent.session, lostAt: agent.session.lostAt ?? turn.now };
    if (agent.station !== null || session?.lostAt !== agent.session?.lostAt)
      turn.putAgent({ ...agent, station: null, asideUntil: null, session });
  }
}
