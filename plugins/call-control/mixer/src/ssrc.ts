/** A leg's SSRC towards its peer: a hash of its id (FNV-1a), so that it is the same for ever, also from the next process. */
export function ssrcOf(leg: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < leg.length; i++) hash = Math.imul(hash ^ leg.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
