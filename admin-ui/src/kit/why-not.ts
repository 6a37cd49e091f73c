import { actions, type CommandType, type ErrorCode } from '@zuoxi/contracts';
import type { LiveState } from '../providers/live/state';

/** Why a button is off; `linkDown`: the switch cannot be asked right now. */
export type WhyNot = ErrorCode | 'linkDown';

/** Why a command is not possible now; null when it is. */
export function whyNot(live: LiveState, command: CommandType): WhyNot | null {
  if (live.link.kind !== 'up' || !live.view) return 'linkDown';
  return actions[command](live.view);
}
