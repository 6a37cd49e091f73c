/** What the mixer reports, in the engine's words. */
import { dispatch, type Handlers } from '@zuoxi/contracts';
import type { AdapterInput } from '../ports';
import type { MixerEvent } from './mixer-client';

/** null: nothing that the engine needs to know. */
export const inputOf = (event: MixerEvent): AdapterInput | null => dispatch(translations, 't', event);

const translations: Handlers<MixerEvent, 't', AdapterInput | null> = {
  digit: ({ leg, digit }) => ({ on: 'leg.digit', leg, digit }),
  'digits.sent': () => null,
  played: ({ call, leg, play, missing }) => ({ on: 'played', call, leg, play, missing }),
  silent: ({ leg }) => ({ on: 'leg.silent', leg }),
  heard: ({ leg }) => ({ on: 'leg.heard', leg }),
  'segment.started': ({ call, file, at }) => ({ on: 'segment.started', call, file, at }),
  'segment.ended': () => null,
  'recording.failed': ({ call, why }) => ({ on: 'recording.failed', call, why }),
};
