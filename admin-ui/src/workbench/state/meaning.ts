/** Words and colours of the three state layers (STA-24..28). */
import type { AgentView, CallView } from '@zuoxi/contracts';
import type { Language } from '../../i18n/use-words';
import type { Meaning } from '../../theme/palette';

/** A shape beside every colour, for who cannot tell the colours apart. */
export type Shape = 'disc' | 'ring' | 'square' | 'diamond' | 'triangle' | 'half';
export type Sign = { meaning: Meaning; shape: Shape; label: string };

const reasonColours: Readonly<Record<'yellow' | 'blue', { meaning: Meaning; shape: Shape }>> = {
  yellow: { meaning: 'busy', shape: 'square' },
  blue: { meaning: 'away', shape: 'diamond' },
};

/** The tenant's own word for a not-ready reason (D2). */
export const reasonLabel = (view: AgentView, code: string, language: Language): string =>
  view.reasons.find((r) => r.code === code)?.label[language] ?? code;

/** STA-25: what the agent wants. `label` is a dictionary key, or the tenant's own word. */
export function workSign(view: AgentView, language: Language): Sign {
  const { intent } = view;
  if (intent.kind === 'ready') return { meaning: 'idle', shape: 'disc', label: 'state.ready' };
  if (intent.kind === 'signedOut') return { meaning: 'off', shape: 'ring', label: 'state.signedOut' };
  const reason = view.reasons.find((r) => r.code === intent.reason);
  return { ...reasonColours[reason?.colour ?? 'yellow'], label: reasonLabel(view, intent.reason, language) };
}

const activitySigns: Readonly<Record<AgentView['activity']['kind'], Sign>> = {
  idle: { meaning: 'idle', shape: 'disc', label: 'activity.idle' },
  offered: { meaning: 'call', shape: 'triangle', label: 'activity.offered' },
  talking: { meaning: 'call', shape: 'disc', label: 'activity.talking' },
  wrapUp: { meaning: 'wrapUp', shape: 'half', label: 'activity.wrapUp' },
};

const phaseSigns: Readonly<Partial<Record<CallView['phase'], Partial<Sign>>>> = {
  dialing: { shape: 'triangle', label: 'activity.dialing' },
  held: { shape: 'half', label: 'activity.held' },
  flow: { shape: 'half', label: 'activity.flow' },
};

/** STA-26: what the agent does. Dialling, holding and self-service are told apart in words. */
export function callSign({ activity, call, intent }: AgentView): Sign {
  if (activity.kind === 'idle' && intent.kind === 'signedOut') return { meaning: 'off', shape: 'ring', label: 'activity.idle' };
  if (activity.kind === 'offered' && call?.auto) return activitySigns.talking; // INB-05: idle, then occupied
  const sign = activitySigns[activity.kind];
  if (activity.kind !== 'talking' || !call) return sign;
  return { ...sign, ...phaseSigns[call.phase] };
}

/** STA-27 */
export const phoneSign = ({ station }: AgentView): Sign =>
  station.registered
    ? { meaning: 'idle', shape: 'disc', label: 'phone.registered' }
    : { meaning: 'off', shape: 'ring', label: 'phone.unregistered' };

/** The one word for the state button: what the agent does, else what the agent wants. */
export const shownSign = (view: AgentView, language: Language): Sign =>
  view.activity.kind === 'idle' ? workSign(view, language) : callSign(view);
