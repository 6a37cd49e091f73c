/** The little of SDP (RFC 4566, 3264) that a leg needs: rtpengine does the rest. */

import type { Peer } from '../ports';

export class SdpError extends Error {
  constructor(what: string) {
    super(`the SDP ${what}`);
    this.name = 'SdpError';
  }
}

/** What an SDP says of its first audio stream. `host`: the IPv4 address it is to be sent to. `digitType`: payload type of telephone-event/8000 (RFC 4733), null when there is none. */
export type Audio = {
  host: string | null;
  port: number;
  digitType: number | null;
  direction: Direction;
  mid: string | null;
  /** those of ours, the stream's own payload types read by name */
  codecs: ReadonlySet<Codec>;
};
export type Codec = 'PCMA' | 'PCMU';
export type Direction = keyof typeof mirror;
/** RFC 3264 §6.1 */
const mirror = { sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' } as const;

/** One m-section. `fmts`: everything after the protocol, as it stands. */
type Section = { kind: string; port: number; protocol: string; fmts: string; lines: readonly string[] };

/** Throws SdpError when there is no audio stream, or only a refused one (port 0). */
export function audioOf(sdp: string): Audio {
  const { session, sections } = sectionsOf(sdp);
  const audio = sections[mainAudio(sections)];
  if (!audio) throw new SdpError(sections.some((s) => s.kind === 'audio') ? 'refuses the audio (port 0)' : 'has no audio');
  return {
    host: connectionOf(audio.lines) ?? connectionOf(session) ?? null,
    port: audio.port,
    digitType: digitTypeOf(audio),
    direction: directionOf(audio.lines) ?? directionOf(session) ?? 'sendrecv',
    mid: first(audio.lines, /^a=mid:(\S+)/) ?? null,
    codecs: codecsOf(audio),
  };
}

/**
 * The audio of a phone that can be spoken with: at an IPv4 address, in a codec of ours (telephone-event is none, RFC 4733 §2.1).
 * A browser's address is among its ICE candidates.
 * Throws SdpError otherwise.
 */
export function usableAudio(sdp: string, peer: Peer): Audio {
  const audio = audioOf(sdp);
  if (peer === 'phone' && audio.host === null) throw new SdpError('names no IPv4 address for the audio');
  if (audio.codecs.size === 0) throw new SdpError('has no audio codec that we have (PCMA, PCMU)');
  return audio;
}

/**
 * Does the peer want to hear us now? Not while it holds the call, be it by direction or by an address of former times (RFC 3264 §8.4). A browser that has not
 * gathered candidates yet writes that address, too, and holds nothing (RFC 8840 §4.1.1).
 */
export const listens = ({ host, direction }: Audio, peer: Peer): boolean =>
  (direction === 'sendrecv' || direction === 'recvonly') && (peer === 'browser' || host !== '0.0.0.0');

export type Inner = { host: string; port: number; version: number };

/** The mixer as a caller: PCMA and digits. `mid` names the stream towards a browser and stays for its life (RFC 8829 §5.2.2). */
export const innerOffer = (inner: Inner, digitType: number | null, mid: string | null): string =>
  [...head(inner), ...innerAudio(inner.port, digitType, 'sendrecv'), ...(mid === null ? [] : [`a=mid:${mid}`]), ''].join('\r\n');

/** The mixer as a callee: takes the audio with the offer's payload type for digits (rtpengine does not translate it) and refuses every other stream. */
export function innerAnswer(offer: string, inner: Inner): string {
  const { sections } = sectionsOf(offer);
  const { digitType, direction } = audioOf(offer);
  const main = mainAudio(sections);
  const ours = innerAudio(inner.port, digitType, mirror[direction]);
  const media = sections.flatMap((s, i) => (i === main ? ours : [`m=${s.kind} 0 ${s.protocol} ${s.fmts}`]));
  return [...head(inner), ...media, ''].join('\r\n');
}

const head = ({ host, version }: { host: string; version: number }): string[] => [
  'v=0',
  `o=zuoxi 1 ${version} IN IP4 ${host}`,
  's=-',
  `c=IN IP4 ${host}`,
  't=0 0',
];

const innerAudio = (port: number, digitType: number | null, direction: Direction): string[] => [
  `m=audio ${port} RTP/AVP 8${digitType === null ? '' : ` ${digitType}`}`,
  'a=rtpmap:8 PCMA/8000',
  ...(digitType === null ? [] : [`a=rtpmap:${digitType} telephone-event/8000`, `a=fmtp:${digitType} 0-16`]),
  'a=ptime:20',
  `a=${direction}`,
];

function sectionsOf(sdp: string): { session: readonly string[]; sections: readonly Section[] } {
  const lines = sdp.split(/\r?\n/);
  if (lines[0] !== 'v=0') throw new SdpError('does not begin with v=0');
  const starts = lines.flatMap((line, i) => (line.startsWith('m=') ? [i] : []));
  const sections = starts.map((from, i): Section => {
    const m = /^m=(\S+) (\d{1,5})(?:\/\d+)? (\S+) (\S.*)$/.exec(lines[from] ?? '');
    if (!m) throw new SdpError(`has a media line that cannot be read: ${lines[from]?.slice(0, 80)}`);
    const [, kind = '', port, protocol = '', fmts = ''] = m;
    return { kind, port: Number(port), protocol, fmts, lines: lines.slice(from + 1, starts[i + 1]) };
  });
  return { session: lines.slice(0, starts[0]), sections };
}

const mainAudio = (sections: readonly Section[]): number => sections.findIndex((s) => s.kind === 'audio' && s.port > 0);

const first = (lines: readonly string[], pattern: RegExp): string | undefined =>
  lines.flatMap((l) => pattern.exec(l)?.[1] ?? [])[0];
const connectionOf = (lines: readonly string[]): string | undefined =>
  first(lines, /^c=IN IP4 ((?:\d{1,3}\.){3}\d{1,3})(?:\/\d+)?[ \t]*$/);
const isDirection = (word: string): word is Direction => word in mirror;
const directionOf = (lines: readonly string[]): Direction | undefined =>
  lines.map((l) => (l.startsWith('a=') ? l.slice(2).trim() : '')).find(isDirection);

const statically: Readonly<Record<string, string>> = { '0': 'PCMU', '8': 'PCMA' }; // RFC 3551 §6
const isCodec = (name: string): name is Codec => name === 'PCMA' || name === 'PCMU';

function codecsOf({ lines, fmts }: Section): ReadonlySet<Codec> {
  const named = new Map(
    lines.flatMap((l) => {
      const [, type, name] = /^a=rtpmap:(\d+) (\S+?)(?:\/8000(?:\/1)?)?[ \t]*$/.exec(l) ?? [];
      return type && name ? [[type, name] as const] : [];
    }),
  );
  return new Set(
    fmts
      .split(' ')
      .map((type) => (named.get(type) ?? statically[type] ?? '').toUpperCase())
      .filter(isCodec),
  );
}

function digitTypeOf({ lines, fmts }: Section): number | null {
  const offered = new Set(fmts.split(' '));
  const type = lines.flatMap((l) => /^a=rtpmap:(\d+) telephone-event\/8000\s*$/i.exec(l)?.[1] ?? []).find((t) => offered.has(t));
  return type === undefined ? null : Number(type);
}
