import type { LiveState } from '../../providers/live/state';
import type { PhoneState } from '../../softphone/phone-state';

/** What the line below the call bar tells; always one of these, always in the same place. */
export type SituationKind =
  'waitingForSwitch' | 'linkDown' | 'incoming' | 'wrapUp' | 'talking' | 'signedOut' | 'notReady' | 'idle';

export function situationOf({ link, view }: LiveState, phone: PhoneState): SituationKind {
  if (!view) return 'waitingForSwitch';
  if (link.kind !== 'up') return phone.call?.state === 'ringing' && phone.call.answer === 'manual' ? 'incoming' : 'linkDown';
  if (view.activity.kind === 'offered') return view.call?.auto ? 'talking' : 'incoming'; // INB-05: no answer bar
  if (view.activity.kind === 'wrapUp') return 'wrapUp';
  if (view.activity.kind === 'talking') return 'talking';
  if (view.intent.kind === 'signedOut') return 'signedOut';
  return view.intent.kind === 'notReady' ? 'notReady' : 'idle';
}
