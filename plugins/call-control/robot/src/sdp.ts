/** The sound part of a phone's SDP: G.711 and digits (RFC 4566, 3264, 4733). */
import type { Address } from '@zuoxi/sip';

export type Codec = 'PCMA' | 'PCMU';
const types: Readonly<Record<Codec, number>> = { PCMA: 8, PCMU: 0 }; // RFC 3551 §6
const ownDigitType = 101;

/** What two sides agreed on. `to`: where our sound goes; `digitType`: payload type of telephone-event, null when the peer has none. */
export type Agreement = { to: Address; codec: Codec; payloadType: number; digitType: number | null };

/** Ways to be wrong on purpose. */
export type SdpFlaw =
  | 'garbage' // not SDP at all
  | 'noAudio' // a picture without sound
  | 'noCodec' // audio, but only a codec nobody has
  | 'huge'; // as much as one datagram carries: 64 kB

export type Offer = { sdp: string; codecs: readonly Codec[] };

const body = (at: Address, media: readonly string[]): string =>
  ['v=0', `o=robot ${Date.now()} 1 IN IP4 ${at.host}`, 's=-', `c=IN IP4 ${at.host}`, 't=0 0', ...media, ''].join('\r\n');

const audio = (at: Address, codecs: readonly { name: Codec; type: number }[], digitType: number | null): readonly string[] => [
  `m=audio ${at.port} RTP/AVP ${[...codecs.map((c) => c.type), ...(digitType === null ? [] : [digitType])].join(' ')}`,
  ...codecs.map((c) => `a=rtpmap:${c.type} ${c.name}/8000`),
  ...(digitType === null ? [] : [`a=rtpmap:${digitType} telephone-event/8000`, `a=fmtp:${digitType} 0-16`]),
  'a=ptime:20',
  'a=sendrecv',
];

/** An offer of a phone that receives at `at`. */
export const offerSdp = (at: Address, codecs: readonly Codec[] = ['PCMA', 'PCMU']): string =>
  body(
    at,
    audio(
      at,
      codecs.map((name) => ({ name, type: types[name] })),
      ownDigitType,
    ),
  );

/** The answer that states an agreement, in the payload types of the offer. */
export const answerSdp = (at: Address, { codec, payloadType, digitType }: Agreement): string =>
  body(at, audio(at, [{ name: codec, type: payloadType }], digitType));

/** SDP that is wrong in the given way. */
export const flawedSdp = (flaw: SdpFlaw, at: Address): string => flaws[flaw](at);
const flaws: Readonly<Record<SdpFlaw, (at: Address) => string>> = {
  garbage: () => 'v=0\r\nthis is no session description\r\nm=audio here please\r\n',
  noAudio: (at) => body(at, [`m=video ${at.port} RTP/AVP 96`, 'a=rtpmap:96 H264/90000']),
  noCodec: (at) => body(at, [`m=audio ${at.port} RTP/AVP 97`, 'a=rtpmap:97 VORBIS-OF-THE-PAST/48000/2']),
  huge: (at) => offerSdp(at) + Array.from({ length: 1020 }, (_, i) => `a=x-${i}:${'z'.repeat(52)}\r\n`).join(''),
};

/** Reads the first audio stream of an offer or answer. Null when there is none that a phone with G.711 could use. */
export function readSdp(sdp: string, codecs: readonly Codec[] = ['PCMA', 'PCMU']): Agreement | null {
  const lines = sdp.split(/\r?\n/);
  const start = lines.findIndex((l) => l.startsWith('m=audio '));
  if (start < 0) return null;
  const next = lines.findIndex((l, i) => i > start && l.startsWith('m='));
  const media = lines.slice(start, next < 0 ? undefined : next);
  const [, port, , ...offered] = (media[0] ?? '').slice(2).split(' ');
  const host = connection(media) ?? connection(lines.slice(0, start));
  const maps = new Map(media.flatMap((l) => rtpmap(l)));
  const named = offered.map(Number).map((type) => ({ type, name: maps.get(type) ?? staticNames.get(type) }));
  const chosen = named.find((n) => codecs.some((c) => n.name === `${c}/8000`));
  if (!host || !Number(port) || !chosen) return null;
  return {
    to: { host, port: Number(port) },
    codec: chosen.name === 'PCMU/8000' ? 'PCMU' : 'PCMA',
    payloadType: chosen.type,
    digitType: named.find((n) => n.name === 'TELEPHONE-EVENT/8000')?.type ?? null,
  };
}

const staticNames = new Map(Object.entries(types).map(([name, type]) => [type, `${name}/8000`]));
const connection = (lines: readonly string[]): string | undefined =>
  lines.flatMap((l) => /^c=IN IP4 ([0-9.]+)/.exec(l)?.[1] ?? [])[0];
const rtpmap = (line: string): [number, string][] => {
  const m = /^a=rtpmap:(\d+) ([^/\s]+\/\d+)/.exec(line);
  return m?.[1] && m[2] ? [[Number(m[1]), m[2].toUpperCase()]] : [];
};
