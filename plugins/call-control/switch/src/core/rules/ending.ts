/** The end of a call: every leg is told, every agent set free, exactly one record written (I1). */
import type { Ending } from '@zuoxi/contracts';
import { isAgent, livingLegs } from '../leg';
import { somebodyServes } from '../matching';
import type { Agent, Call } from '../model';
import { outcomeOf, recordOf } from '../record';
import { account } from '../seating';
import type { Turn } from '../turn';
import { callView } from '../view';
import { endLeg } from './leg-end';
import { afterCall, idle } from './wrap-up';

/** Ends what is left of the call now; whatever the phones say later finds no call and changes nothing. */
export function endCall(turn: Turn, call: Call, ending: Ending): void {
  const { now } = turn;
  const empty = livingLegs(call).reduce((left, leg) => endLeg(turn, left, leg, ending), call);
  const ended = account(empty, turn.call(call.id) ?? call, now);
  turn.dropCall(call);
  for (const agent of busyWith(turn, call)) release(turn, agent, ended, ending);
  const served = somebodyServes(turn.world, (call.queue && turn.world.directory.queues.get(call.queue)?.groups) || []);
  turn.tell(call.tenant, {
    type: 'call.ended',
    call: call.id,
    record: recordOf(ended, ending, outcomeOf(ended, ending, served, now), now),
  });
}

/** Agents whose activity says that they are in this call. */
function busyWith(turn: Turn, call: Call): Agent[] {
  const ids = new Set(call.legs.flatMap((l) => (l.party.kind === 'agent' ? [l.party.agent] : [])));
  if (call.returning) ids.add(call.returning.agent);
  return [...ids].flatMap((id) => {
    const agent = turn.agent(id);
    return agent && (agent.activity.kind === 'offered' || agent.activity.kind === 'talking') && agent.activity.call === call.id
      ? [agent]
      : [];
  });
}

function release(turn: Turn, agent: Agent, ended: Call, ending: Ending): void {
  const { activity } = agent;
  if (activity.kind === 'offered') {
    turn.tell(ended.tenant, { type: 'offer.ended', call: ended.id, leg: activity.leg, agent: agent.id, result: 'callerGone' });
    afterCall(turn, agent, ended, 'rang', ending);
  } else if (ended.legs.every((l) => isAgent(l.party, agent.id)))
    turn.putAgent(idle(agent)); // a test call: nothing to wrap up, nobody to call again
  else if (ended.talkingAt !== null) afterCall(turn, agent, ended, 'talked', ending);
  else {
    // a dialled call that nobody answered: no wrap-up, but it can be dialled again (ACW-14)
    const last = { view: callView(turn.world, ended, agent, ending), number: ended.dnis };
    turn.putAgent({ ...idle(agent), last });
  }
}
