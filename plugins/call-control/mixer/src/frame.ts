/** 20 ms at 8 kHz: the unit in which everything here happens. */
export const frameSamples = 160;
export const frameMs = 20;
/** A-law codes of next to nothing: +8 and -8 */
const idle = 0xd5;
const negativeIdle = 0x55;
export const silence = idle;

/** Does an A-law frame hold more than idle codes? */
export function isAudible(codes: Uint8Array): boolean {
  for (let i = 0; i < frameSamples; i++) if (codes[i] !== idle && codes[i] !== negativeIdle) return true;
  return false;
}
