/** What rooms play. Each playing has an id of its own, so that the mixer knows "go on" from "start". */
import type { DirectoryQueue, FlowStep } from '@zuoxi/contracts';
import type { Sound } from './model';
import type { Turn } from './turn';

const file = (turn: Turn, why: Sound['why'], name: string, loop = true): Sound => ({
  why,
  play: { kind: 'file', id: turn.newId(), file: name, loop },
});

export const welcomeSound = (turn: Turn, name: string): Sound => file(turn, 'welcome', name, false);
export const waitSound = (turn: Turn, queue: DirectoryQueue): Sound => file(turn, 'wait', queue.waitingMusic);
export const holdSound = (turn: Turn, queue: DirectoryQueue | undefined): Sound =>
  file(turn, 'hold', queue?.holdMusic ?? 'music/hold');
/** while the agent's page loads anew */
export const returnSound = (turn: Turn, queue: DirectoryQueue | undefined): Sound =>
  file(turn, 'return', queue?.waitingMusic ?? 'music/waiting');
/** a tenant's own file of that name takes the place of the prompt; the beep is ours, so that it is never missing */
export const voicemailSound = (turn: Turn, language: 'zh' | 'en'): Sound =>
  file(turn, 'voicemail', `${language}/voicemail`, false);
/** to a mobile that was picked up: press 1 */
export const confirmSound = (turn: Turn, language: 'zh' | 'en'): Sound =>
  file(turn, 'confirm', `${language}/mobile-confirm`, false);
export const flowSound = (turn: Turn, { sound }: FlowStep): Sound => file(turn, 'flow', sound, false);
export const beepSound = (turn: Turn): Sound => ({ why: 'beep', play: { kind: 'tone', id: turn.newId(), tone: 'beep' } });
export const ringSound = (turn: Turn): Sound => ({ why: 'ring', play: { kind: 'tone', id: turn.newId(), tone: 'ringback' } });
