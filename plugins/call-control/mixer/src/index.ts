export { Mixer, type MixerParts } from './mixer';
export { TickClock, type Now } from './tick-clock';
export { ssrcOf } from './ssrc';
