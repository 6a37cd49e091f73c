/**
 * The call bar as a table over the switch's view (design §7.9): which command a slot stands for now, and why not, in the switch's own words
 * (contracts/actions.ts). A slot never moves and never disappears.
 */
import type { AgentView, CommandType } from '@zuoxi/contracts';
import { whyNot, type WhyNot } from '../../kit/why-not';
import type { LiveState } from '../../providers/live/state';
import type { PhoneState } from '../../softphone/phone-state';

export type SlotId = 'hold' | 'mute' | 'keypad' | 'flow' | 'recording' | 'hangup';
export type Slot = {
  id: SlotId;
  command: CommandType;
  /** key of the label */
  label: string;
  /** pressed in: what it stands for is in force */
  on: boolean;
  pending: boolean;
  whyNot: WhyNot | null;
};

type Row = { id: SlotId; off: CommandType; on?: { when: (view: AgentView) => boolean; command: CommandType } };

const rows: readonly Row[] = [
  { id: 'hold', off: 'call.hold', on: { when: (v) => v.call?.phase === 'held', command: 'call.resume' } },
  {
    id: 'mute',
    off: 'call.mute',
    on: { when: (v) => v.call?.muted === true && v.call.phase !== 'ended', command: 'call.unmute' },
  },
  { id: 'keypad', off: 'call.digits' },
  { id: 'flow', off: 'flow.start', on: { when: (v) => v.call?.phase === 'flow', command: 'flow.stop' } },
  {
    id: 'recording',
    off: 'recording.pause',
    on: { when: (v) => v.call?.recording === 'paused' && v.call.phase !== 'ended', command: 'recording.resume' },
  },
  { id: 'hangup', off: 'call.hangup' },
];

export function slotsOf(live: LiveState, phone: PhoneState): Slot[] {
  const { view, pending } = live;
  return rows.map(({ id, off, on }) => {
    const isOn = Boolean(view && on?.when(view));
    const command = isOn && on ? on.command : off;
    const no = whyNot(live, command);
    return {
      id,
      command,
      label: `bar.${command}`,
      on: isOn,
      pending: pending.has(command),
      // a call in the telephone can be ended without the switch
      whyNot: id === 'hangup' && no === 'linkDown' && phone.call ? null : no,
    };
  });
}
