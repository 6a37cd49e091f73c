/** What rtpengine is asked for, by who speaks to whom. Every combination was tried against rtpengine 10.5 (tests/live/media*.test.ts). */
import type { Peer } from '../ports';
import type { NgOptions } from './ng';
import type { Codec } from './sdp';

/** our names for the two sides of a leg, used as SIP tags */
export const outer = 'outer';
export const inner = 'inner';

/** SDP addresses are right (Kamailio has checked who speaks); ports stay through re-offers, also when the peer's change. */
const common = { replace: ['origin', 'session-connection'] } as const;
const flags = ['trust address', 'port latching'] as const;

/** Only who sends from the SDP's address is heard, and only that address is sent to: strangers neither inject nor steal. */
const exactly = [...flags, 'endpoint-learning-off', 'strict source'];
const fromMixer = { ...common, flags: exactly };

/** Can the address in the peer's SDP be where its sound comes from? `behindNat`: it cannot. */
export type Whence = 'exact' | 'behindNat';
const fromPhone: Readonly<Record<Whence, NgOptions>> = {
  exact: fromMixer,
  // learned within the first 3 s, the SDP's address preferred; afterwards strangers are dropped
  behindNat: { ...common, flags: [...flags, 'endpoint-learning-heuristic', 'strict source'] },
};
// a browser's address is proved by ICE
const fromOuter = (peer: Peer, whence: Whence): NgOptions => (peer === 'browser' ? { ...common, flags } : fromPhone[whence]);

const mixerCodecs = {
  PCMA: { strip: ['all'], offer: ['PCMA', 'telephone-event'], transcode: ['PCMA', 'telephone-event'] },
  // masked: the mixer is offered PCMA in its place, the peer is answered with it (stripped, it would be answered with PCMA)
  PCMU: {
    mask: ['PCMU'],
    strip: ['all'],
    except: ['PCMU', 'telephone-event'],
    offer: ['PCMA', 'telephone-event'],
    transcode: ['PCMA', 'telephone-event'],
  },
} satisfies Record<Codec, NgOptions>;

/** The peer's offer, to be answered by the mixer. `codec`: what the peer is to speak. */
export const offerToMixer = (peer: Peer, whence: Whence, codec: Codec): NgOptions => ({
  ...fromOuter(peer, whence),
  'from-tag': outer,
  'transport protocol': 'RTP/AVP',
  ICE: 'remove',
  'rtcp-mux': ['demux'],
  direction: ['outer', 'inner'],
  codec: mixerCodecs[codec],
});

/** The mixer's answer, to become the peer's. */
export const answerToPeer = (peer: Peer): NgOptions => ({ ...fromMixer, 'from-tag': outer, 'to-tag': inner, ...back[peer] });
const back: Readonly<Record<Peer, NgOptions>> = {
  phone: {},
  // no DTLS key here: with DTLS=passive the handshake hung; without SDES off browsers reject the SDP
  browser: { 'transport protocol': 'UDP/TLS/RTP/SAVPF', ICE: 'force', 'rtcp-mux': ['accept'], SDES: ['off'] },
};

/** The mixer's offer, to become an INVITE. */
export const offerToPeer = (peer: Peer): NgOptions => ({
  ...fromMixer,
  'from-tag': inner,
  direction: ['inner', 'outer'],
  ...out[peer],
});
const out: Readonly<Record<Peer, NgOptions>> = {
  phone: { 'transport protocol': 'RTP/AVP', ICE: 'remove', codec: { transcode: ['PCMU'] } },
  // PCMA alone: opus costs 1.6 % of a core per leg, PCMA nothing
  browser: {
    'transport protocol': 'UDP/TLS/RTP/SAVPF',
    ICE: 'force',
    SDES: ['off'],
    'rtcp-mux': ['offer', 'require'],
  },
};

/** The peer's answer to our INVITE. */
export const answerToMixer = (peer: Peer, whence: Whence): NgOptions => ({
  ...fromOuter(peer, whence),
  'from-tag': inner,
  'to-tag': outer,
});
