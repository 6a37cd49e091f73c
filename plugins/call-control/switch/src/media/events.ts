/** What the mixer reports, in the engine's words. */
import type { AdapterInput } from '../ports';
import type { MixerEvent } from './mixer-client';

/** null: nothing that the engine needs to know. */
export const inputOf = (event: MixerEvent): AdapterInput | null => translations[event.t](event as never);

type Translations = { [T in MixerEvent['t']]: (event: Extract<MixerEvent, { t: T }>) => AdapterInput | null };
const translations: Translations = {
  digit: ({ leg, digit }) => ({ on: 'leg.digit', leg, digit }),
  'digits.sent': () => null,
  played: ({ call, leg, play, missing }) => ({ on: 'played', call, leg, play, missing }),
  silent: ({ leg }) => ({ on: 'leg.silent', leg }),
  heard: ({ leg }) => ({ on: 'leg.heard', leg }),
  'segment.started': ({ call, file, at }) => ({ on: 'segment.started', call, file, at }),
  'segment.ended': () => null,
  'recording.failed': ({ call, why }) => ({ on: 'recording.failed', call, why }),
};
