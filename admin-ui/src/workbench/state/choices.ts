import type { Command } from '@zuoxi/contracts';
import type { LiveState } from '../../providers/live/state';
import { whyNot, type WhyNot } from '../../kit/why-not';
import type { Language } from '../../i18n/use-words';
import { reasonLabel, workSign, type Sign } from './meaning';

export type Choice = {
  id: string;
  command: Command;
  /** dictionary key, or the tenant's own word */
  label: string;
  values?: Record<string, string>;
  sign: Sign;
  current: boolean;
  whyNot: WhyNot | null;
  /** a line below it */
  last: boolean;
};

/** The state menu. On a break the first line ends it (STA-12). Ready asks the microphone itself, so only a missing link forbids it here (LOG-37). */
export function choicesOf(live: LiveState, language: Language): Choice[] {
  const { view } = live;
  if (!view) return [];
  const { intent } = view;
  const resting = intent.kind === 'notReady' ? reasonLabel(view, intent.reason, language) : null;
  const linkDown = live.link.kind === 'up' ? null : 'linkDown';
  return [
    {
      id: 'ready',
      command: { type: 'agent.ready' },
      label: resting ? 'state.endBreak' : intent.kind === 'signedOut' ? 'state.goOnline' : 'state.ready',
      values: resting ? { reason: resting } : undefined,
      sign: { meaning: 'idle', shape: 'disc', label: 'state.ready' },
      current: intent.kind === 'ready',
      whyNot: linkDown,
      last: true,
    },
    ...view.reasons.map(({ code }, i): Choice => {
      const sign = workSign({ ...view, intent: { kind: 'notReady', reason: code } }, language);
      const command: Command = { type: 'agent.notReady', reason: code };
      return {
        id: code,
        command,
        label: sign.label,
        sign,
        current: intent.kind === 'notReady' && intent.reason === code,
        whyNot: whyNot(live, command.type),
        last: i === view.reasons.length - 1,
      };
    }),
    {
      id: 'signOut',
      command: { type: 'agent.signOut' },
      label: 'state.goOffline',
      sign: { meaning: 'off', shape: 'ring', label: 'state.signedOut' },
      current: intent.kind === 'signedOut',
      whyNot: intent.kind === 'signedOut' ? null : whyNot(live, 'agent.signOut'),
      last: false,
    },
  ];
}
