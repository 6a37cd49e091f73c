/** ITU-T G.711 as tables: 16 bit linear samples at 8 kHz to and from one byte each. */

export type Law = {
  /** RTP payload type (RFC 3551 §6) */
  payloadType: number;
  /** linear sample by code byte */
  linear: Int16Array;
  /** code byte by `sample & 0xffff` */
  code: Uint8Array;
  /** the code of 0 */
  silence: number;
};

const alawLinear = (code: number): number => {
  const c = code ^ 0x55;
  const segment = (c & 0x70) >> 4;
  const step = ((c & 0x0f) << 4) + 8;
  const magnitude = segment === 0 ? step : (step + 0x100) << (segment - 1);
  return c & 0x80 ? magnitude : -magnitude;
};

const alawCode = (sample: number): number => {
  const mask = sample >= 0 ? 0xd5 : 0x55;
  const magnitude = (sample >= 0 ? sample : -sample - 1) >> 3;
  const segment = Math.max(0, 32 - Math.clz32(magnitude) - 5);
  return ((segment << 4) | ((magnitude >> Math.max(1, segment)) & 0x0f)) ^ mask;
};

const bias = 0x84;
const clip = 32635;

const ulawLinear = (code: number): number => {
  const c = ~code & 0xff;
  const magnitude = ((((c & 0x0f) << 3) + bias) << ((c & 0x70) >> 4)) - bias;
  return c & 0x80 ? -magnitude : magnitude;
};

const ulawCode = (sample: number): number => {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), clip) + bias;
  const segment = 31 - Math.clz32(magnitude) - 7;
  return ~(sign | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0f)) & 0xff;
};

const law = (payloadType: number, linear: (code: number) => number, code: (sample: number) => number): Law => ({
  payloadType,
  linear: Int16Array.from({ length: 256 }, (_, i) => linear(i)),
  code: Uint8Array.from({ length: 65536 }, (_, i) => code(i < 32768 ? i : i - 65536)),
  silence: code(0),
});

export const alaw: Law = law(8, alawLinear, alawCode);
export const ulaw: Law = law(0, ulawLinear, ulawCode);

/** Code bytes → samples; `into` may be reused, its first `codes.length` samples are written. */
export function decode({ linear }: Law, codes: Uint8Array, into: Int16Array = new Int16Array(codes.length)): Int16Array {
  for (let i = 0; i < codes.length; i++) into[i] = linear[codes[i]!]!;
  return into;
}

/** Samples → code bytes; `into` may be reused, its first `samples.length` bytes are written. */
export function encode({ code }: Law, samples: Int16Array, into: Uint8Array = new Uint8Array(samples.length)): Uint8Array {
  for (let i = 0; i < samples.length; i++) into[i] = code[samples[i]! & 0xffff]!;
  return into;
}
