/** After-call work: one engine with policies (ACW, D5). */
import type { Ending, WrapUpPolicy } from '@zuoxi/contracts';
import type { Agent, Call } from '../model';
import type { Turn } from '../turn';
import { callView } from '../view';

const modeCovers: Readonly<Record<WrapUpPolicy['mode'], readonly ('rang' | 'talked')[]>> = {
  ring: ['rang', 'talked'], // ACW-08
  answer: ['talked'], // ACW-09
  off: [], // ACW-10
};

export const idle = (agent: Agent): Agent => ({ ...agent, activity: { kind: 'idle' } });

function policyFor(turn: Turn, call: Call): WrapUpPolicy {
  const { directory } = turn.world;
  const own = call.queue ? directory.queues.get(call.queue)?.wrapUp : directory.tenants.get(call.tenant)?.wrapUp;
  return own ?? { mode: 'off', seconds: null };
}

/** The agent's part of the call is over: wrap-up where the policy says so, else idle (ACW-01). The ended call stays in view. */
export function afterCall(turn: Turn, agent: Agent, call: Call, part: 'rang' | 'talked', ending: Ending): void {
  const policy = policyFor(turn, call);
  const covered = modeCovers[policy.mode].includes(part);
  const last = { view: callView(turn.world, call, agent, ending), number: call.direction === 'inbound' ? call.ani : call.dnis };
  const until = policy.seconds === null ? null : turn.now + policy.seconds * 1000;
  turn.putAgent({
    ...agent,
    last: covered || part === 'talked' ? last : agent.last,
    activity: covered ? { kind: 'wrapUp', call: call.id, until } : { kind: 'idle' },
  });
}
