/** The clock as an input: whatever the agenda says is due, whoever slept or crashed meanwhile. */
import { AgentId, CallId } from '@zuoxi/contracts';
import { legOf } from '../leg';
import type { Turn } from '../turn';
import { flowDue } from './flow';
import { endLeg } from './leg-end';
import { offerFailed } from './offers';
import { sessionExpired } from './presence';
import { returnFailed } from './returning';
import { voicemailDue } from './voicemail';
import { idle } from './wrap-up';

const kinds: Readonly<Record<string, (turn: Turn, id: string) => void>> = {
  agent: (turn, id) => agentDue(turn, AgentId.parse(id)),
  session: (turn, id) => {
    const agent = turn.agent(AgentId.parse(id));
    if (agent) sessionExpired(turn, agent);
  },
  aside: (turn, id) => {
    const agent = turn.agent(AgentId.parse(id));
    if (agent) turn.putAgent({ ...agent, asideUntil: null });
  },
  call: (turn, id) => {
    const call = turn.call(CallId.parse(id));
    if (call) returnFailed(turn, call);
  },
  voicemail: (turn, id) => {
    const call = turn.call(CallId.parse(id));
    if (call) voicemailDue(turn, call);
  },
  flow: (turn, id) => {
    const call = turn.call(CallId.parse(id));
    if (call) flowDue(turn, call);
  },
};

export function due(turn: Turn): void {
  const { agenda } = turn.world;
  for (let next = agenda.first(); next && (next.rank[0] ?? 0) <= turn.now; next = agenda.first()) {
    agenda.remove(next.key); // a rule that leaves its record as it was must not be asked for ever
    const cut = next.key.indexOf('/');
    kinds[next.key.slice(0, cut)]?.(turn, next.key.slice(cut + 1));
  }
}

/** Wrap-up is over (ACW-05), or nobody answered the ring (STA-10). */
function agentDue(turn: Turn, id: AgentId): void {
  const agent = turn.agent(id);
  if (agent?.activity.kind === 'wrapUp') return void turn.putAgent(idle(agent));
  if (agent?.activity.kind !== 'offered') return;
  const call = turn.call(agent.activity.call);
  const leg = call && legOf(call, agent.activity.leg);
  if (!call || !leg) return void turn.putAgent(idle(agent));
  const ending = { cause: 'noAnswer' as const, owner: 'agent' as const };
  offerFailed(turn, turn.putCall(endLeg(turn, call, leg, ending)), agent, leg.id, ending);
}
