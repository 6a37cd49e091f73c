/** The two switches of the mobile (STA-22): by the agent, or by the switch where the mobile cannot be reached. */
import type { Fact } from '@zuoxi/contracts';
import type { Agent } from '../model';
import type { Turn } from '../turn';

type By = Extract<Fact, { type: 'mobile.switched' }>['by'];

export function switchMobile(turn: Turn, agent: Agent, { answering, dialing }: Agent['mobile'], by: By): void {
  const same = agent.mobile.answering === answering && agent.mobile.dialing === dialing;
  turn.putAgent({ ...agent, mobile: { answering, dialing } });
  if (!same) turn.tell(agent.tenant, { type: 'mobile.switched', agent: agent.id, answering, dialing, by });
}

/** Else calls would be offered to it for ever. */
export const mobileFailed = (turn: Turn, agent: Agent): void =>
  switchMobile(turn, agent, { ...agent.mobile, answering: false }, 'system');
