/** STA-22, WB-09: the two switches as a table over the switch's view; which one is on, why not, and what a press asks for. */
import type { AgentView, Command } from '@zuoxi/contracts';
import type { LiveState } from '../../providers/live/state';
import { whyNot, type WhyNot } from '../../kit/why-not';

export type MobileSwitchId = 'answering' | 'dialing';
export type MobileSwitch = { id: MobileSwitchId; on: boolean; command: Command; whyNot: WhyNot | null };

const none: AgentView['mobile'] = { bound: false, answering: false, dialing: false };

export function mobileSwitches(live: LiveState): MobileSwitch[] {
  const { answering, dialing } = live.view?.mobile ?? none;
  const no = whyNot(live, 'agent.mobile');
  return [
    { id: 'answering', on: answering, command: { type: 'agent.mobile', answering: !answering, dialing }, whyNot: no },
    { id: 'dialing', on: dialing, command: { type: 'agent.mobile', answering, dialing: !dialing }, whyNot: no },
  ];
}
