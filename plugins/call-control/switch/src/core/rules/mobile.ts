/** The two switches of the mobile (STA-22), and whether a person has picked it up. */
import type { Fact } from '@zuoxi/contracts';
import { withLeg } from '../leg';
import type { Agent, Call, Leg } from '../model';
import { seat } from '../seating';
import { confirmSound } from '../sounds';
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

/** The key that takes the call. */
export const confirmKey = '1';

/** Not in the middle of a call that comes back to where the agent talked. */
export const mustConfirm = (turn: Turn, call: Call, leg: Leg): boolean =>
  leg.line !== undefined &&
  !leg.asked &&
  !call.returning &&
  (turn.world.directory.tenants.get(call.tenant)?.mobileConfirm ?? false);

/** It hears the question alone; for everybody else it rings on, so that nothing but the key, the ring time or the prompt's end goes further. */
export function askToConfirm(turn: Turn, call: Call, leg: Leg): void {
  const { id, state } = leg;
  if (state === 'dialing') turn.tell(call.tenant, { type: 'leg.ringing', call: call.id, leg: id });
  const asked: Leg = { ...leg, state: 'ringing', early: true, ringingAt: leg.ringingAt ?? turn.now, asked: true };
  const language = turn.world.directory.tenants.get(call.tenant)?.language ?? 'zh';
  turn.putCall(seat(withLeg(call, asked), [id], confirmSound(turn, language), turn.now));
}
