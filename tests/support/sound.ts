/** Peers of the media adapter: sound and SDP without SIP. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RtpEndpoint, describeSound, type EndpointOptions, type SoundKind } from '@zuoxi/rtp';

export type SdpOptions = {
  /** payload types and their names; PCMA and digits unless told otherwise */
  codecs?: readonly (readonly [type: number, name: string])[];
  direction?: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  /** the address in c=; the endpoint's own unless told otherwise */
  host?: string;
};

/** The SDP of a phone that receives at this endpoint. */
export function sdpOf(endpoint: RtpEndpoint, { codecs, direction = 'sendrecv', host }: SdpOptions = {}): string {
  const types = codecs ?? [
    [8, 'PCMA/8000'],
    [endpoint.digitType, 'telephone-event/8000'],
  ];
  const at = host ?? endpoint.address.host;
  return [
    'v=0',
    `o=phone 1 ${Date.now()} IN IP4 ${at}`,
    's=-',
    `c=IN IP4 ${at}`,
    't=0 0',
    `m=audio ${endpoint.port} RTP/AVP ${types.map(([type]) => type).join(' ')}`,
    ...types.map(([type, name]) => `a=rtpmap:${type} ${name}`),
    `a=${direction}`,
    '',
  ].join('\r\n');
}

/** Sends to where an SDP says. */
export function follow(endpoint: RtpEndpoint, sdp: string): void {
  const host = /^c=IN IP4 ([0-9.]+)/m.exec(sdp)?.[1] ?? '';
  endpoint.remote(host, portIn(sdp));
}
export const portIn = (sdp: string): number => Number(/^m=audio (\d+)/m.exec(sdp)?.[1]);
export const directionIn = (sdp: string): string | undefined => /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(sdp)?.[1];
export const digitTypeIn = (sdp: string): number => Number(/^a=rtpmap:(\d+) telephone-event\/8000/m.exec(sdp)?.[1]);

/** Resolves when it holds; rejects with what `seen` says when it does not within `ms`. */
export async function holds(what: () => boolean | Promise<boolean>, seen: () => unknown, ms = 5000): Promise<void> {
  for (const end = Date.now() + ms; ; await sleep(20)) {
    if (await what()) return;
    if (Date.now() > end) throw new Error(`not within ${ms} ms; now: ${JSON.stringify(seen())}`);
  }
}

const isTone = (sound: SoundKind, hz: number): boolean => sound.kind === 'tone' && Math.abs(sound.hz - hz) < 10;

/** Waits until the last 300 ms are this frequency alone. */
export const hearsTone = (endpoint: RtpEndpoint, hz: number, ms?: number): Promise<void> =>
  holds(
    () => isTone(describeSound(endpoint.heard(300)), hz),
    () => endpoint.hears(300),
    ms,
  );
/** Waits until the last 300 ms are of this kind. */
export const hearsKind = (endpoint: RtpEndpoint, kind: SoundKind['kind'], ms?: number): Promise<void> =>
  holds(
    () => endpoint.hears(300).kind === kind,
    () => endpoint.hears(300),
    ms,
  );

/** The keys that an endpoint receives from now on. */
export function keysAt(endpoint: RtpEndpoint): { is(keys: string): Promise<void> } {
  let got = '';
  endpoint.onDigit(({ digit }) => (got += digit));
  return {
    is: (keys) =>
      holds(
        () => got === keys,
        () => got,
      ),
  };
}

/** The longest time without a packet since it was asked for, ms. */
export function gapMeter(endpoint: RtpEndpoint): { longest(): number } {
  let last = performance.now();
  let longest = 0;
  endpoint.onPacket(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  });
  return { longest: () => Math.max(longest, performance.now() - last) };
}

/** Endpoints that are closed after each test. */
export function useEndpoints(): (
  host?: string,
  options?: EndpointOptions & { port?: number; hz?: number },
) => Promise<RtpEndpoint> {
  const open: RtpEndpoint[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((e) => e.close()));
  });
  return async (host, { hz, ...options } = {}) => {
    const endpoint = await RtpEndpoint.bind(host, options);
    if (hz !== undefined) void endpoint.play({ hz });
    open.push(endpoint);
    return endpoint;
  };
}
