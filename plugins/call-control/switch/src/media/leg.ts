/** One leg at rtpengine: outside the peer, inside the mixer (design §3). Each function tells rtpengine and returns what is true afterwards. */
import type { Peer } from '../ports';
import type { NgClient, NgOptions } from './ng';
import { answerToMixer, answerToPeer, inner, offerToMixer, offerToPeer, outer } from './options';
import { whenceOf } from './whence';
import { audioOf, innerAnswer, innerOffer, listens, usableAudio } from './sdp';

/** How the mixer reaches the leg: rtpengine's port on its side, the payload type of digits, and whether the peer wants to hear us (missing in older records: it does). */
export type Inside = { port: number; digitType: number | null; listens?: boolean };

/** All that must outlive the process, as JSON. */
export type LegRecord = {
  /** rtpengine's call-id where it is not the leg's id: the offer was made in advance (spares.ts) */
  name?: string;
  peer: Peer;
  /** who made the offer that holds now */
  offerBy: 'us' | 'peer';
  /** the peer's last SDP; null until it has answered */
  peerSdp: string | null;
  /** null until the peer has answered */
  inside: Inside | null;
  /** the mixer's RTP port that rtpengine sends to */
  mixer: number;
  /** of our inner SDP; every new one raises it (RFC 3264 §8) */
  version: number;
};

/** The rtpengine of a leg, and the address of its outer side. */
export type Site = { ng: NgClient; outerHost: string };

export type LegSdp = { record: LegRecord; sdp: string };
const host = '127.0.0.1';
const ourDigitType = 101;

/** We call: an SDP for the INVITE. With `before` it is for a re-INVITE, which also heals a leg that rtpengine has forgotten. */
export async function offerPeer({ ng }: Site, name: string, peer: Peer, mixer: number, before?: LegRecord): Promise<LegSdp> {
  const version = (before?.version ?? 0) + 1;
  const mid = before?.peerSdp ? audioOf(before.peerSdp).mid : peer === 'browser' ? '0' : null;
  const offered = innerOffer({ host, port: mixer, version }, before?.inside?.digitType ?? ourDigitType, mid);
  const known: NgOptions = before?.peerSdp ? { 'to-tag': outer } : {};
  const sdp = await ng.offer({ ...offerToPeer(peer), ...known, 'call-id': name, sdp: offered });
  return { sdp, record: { offerBy: 'us', peerSdp: null, inside: null, ...before, peer, mixer, version } };
}

/** The peer answered, or answered anew (183, then 200). */
export async function peerAnswered(
  { ng, outerHost }: Site,
  name: string,
  record: LegRecord,
  peerSdp: string,
): Promise<LegRecord> {
  const audio = usableAudio(peerSdp, record.peer);
  const whence = whenceOf(audio.host, outerHost);
  const sdp = await ng.answer({ ...answerToMixer(record.peer, whence), 'call-id': name, sdp: peerSdp });
  // a peer may answer with a number of its own for digits (RFC 3264 §6.1): rtpengine leaves it out of its answer, and lets it pass
  const inside = { port: audioOf(sdp).port, digitType: audio.digitType, listens: listens(audio, record.peer) };
  return { ...record, offerBy: 'us', peerSdp, inside };
}

/**
 * The peer calls, or changes a running leg (`before`): its offer in, our answer out. A leg that rtpengine has forgotten is made
 * anew, on new ports, so a re-INVITE heals it.
 */
export async function acceptPeer(
  { ng, outerHost }: Site,
  name: string,
  peer: Peer,
  mixer: number,
  peerSdp: string,
  before?: LegRecord,
): Promise<LegSdp> {
  const audio = usableAudio(peerSdp, peer);
  const whence = whenceOf(audio.host, outerHost);
  const version = (before?.version ?? 0) + 1;
  const known: NgOptions = before ? { 'to-tag': inner } : {};
  const codec = audio.codecs.has('PCMA') ? 'PCMA' : 'PCMU';
  const offered = await ng.offer({ ...offerToMixer(peer, whence, codec), ...known, 'call-id': name, sdp: peerSdp });
  const sdp = await ng.answer({
    ...answerToPeer(peer),
    'call-id': name,
    sdp: innerAnswer(offered, { host, port: mixer, version }),
  });
  const inside = { port: audioOf(offered).port, digitType: audioOf(offered).digitType, listens: listens(audio, peer) };
  return { sdp, record: { ...before, peer, offerBy: 'peer', peerSdp, inside, mixer, version } };
}

/** Points the inner side at another mixer port. The peer notices nothing: its ports, keys and ICE stay. */
export async function retarget(site: Site, name: string, record: LegRecord, mixer: number): Promise<LegRecord> {
  const { peer, offerBy, peerSdp } = record;
  if (!peerSdp) return record;
  // the same side offers again, so that the codecs come out as they were agreed
  if (offerBy === 'peer') return (await acceptPeer(site, name, peer, mixer, peerSdp, record)).record;
  const offered = await offerPeer(site, name, peer, mixer, record);
  return peerAnswered(site, name, offered.record, peerSdp);
}
