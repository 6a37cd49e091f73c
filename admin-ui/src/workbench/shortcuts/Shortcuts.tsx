import { useEffect } from 'react';
import type { CommandType } from '@zuoxi/contracts';
import { useServices, type WorkbenchServices } from '../services';
import { slotsOf, type SlotId } from '../call-bar/buttons';
import { dialInputId } from '../call-bar/DialBox';
import { useAttempt } from '../../kit/attempt';
import { shortcutOf, type ShortcutId } from './table';

type Attempt = (act: () => Promise<unknown>) => void;

/** Presses the button of that slot as it stands now; a button that is off says why by its sentence. */
function press({ live, phone, desk, toasts }: WorkbenchServices, attempt: Attempt, id: SlotId): void {
  const slot = slotsOf(live.state.get(), phone.state.get()).find((s) => s.id === id);
  if (!slot || slot.pending) return;
  if (slot.whyNot) return toasts.say(`why.${slot.whyNot}`);
  attempt(() => (id === 'hangup' ? desk.hangUp() : live.do({ type: slot.command as Simple })));
}
type Simple = Extract<CommandType, 'call.hold' | 'call.resume' | 'call.mute' | 'call.unmute'>;

const acts: Readonly<Record<ShortcutId, (services: WorkbenchServices, attempt: Attempt) => void>> = {
  answer: ({ desk }, attempt) => attempt(() => desk.answer()),
  hangup: (services, attempt) => press(services, attempt, 'hangup'),
  hold: (services, attempt) => press(services, attempt, 'hold'),
  mute: (services, attempt) => press(services, attempt, 'mute'),
  dial: () => {
    const input = document.getElementById(dialInputId);
    if (input instanceof HTMLInputElement) input.select();
    input?.focus();
  },
  ready: ({ desk, live }, attempt) =>
    attempt(() => {
      const { view } = live.state.get();
      const rest = view?.reasons[0];
      return view?.intent.kind === 'ready' && rest ? desk.do({ type: 'agent.notReady', reason: rest.code }) : desk.goOnline();
    }),
  lock: ({ lockAsked }) => lockAsked.set(true),
  nextTab: ({ tabs }) => tabs.step(1),
  previousTab: ({ tabs }) => tabs.step(-1),
  help: ({ helpOpen }) => helpOpen.set(true),
};

const typingIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function Shortcuts() {
  const services = useServices();
  const attempt = useAttempt();
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (services.screenLock.state.get()) return; // LOG-33
      // an input method is composing a word: the keys are its own
      const id = event.isComposing || event.repeat ? null : shortcutOf(event, typingIn(event.target));
      if (!id) return;
      event.preventDefault();
      event.stopPropagation();
      acts[id](services, attempt);
    };
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, [services, attempt]);
  return null;
}
