/** One user agent and one peer that speaks raw text: the usual stage of a test. */
import type { Request } from '../message/message';
import { Network } from './network';
import { RawPeer } from './raw-peer';
import { offerSdp, scene, type Scene } from './scene';
import { VirtualClock } from './virtual-clock';

export const uaAt = { host: '10.0.0.1', port: 5060 };
export const peerAt = { host: '10.0.0.2', port: 5060 };
export const callPeer = { to: 'sip:peer@10.0.0.2', from: 'sip:we@10.0.0.1', sdp: offerSdp(4000) };
export const sdpHeaders = { 'Content-Type': 'application/sdp', Contact: '<sip:peer@10.0.0.2>' };

export type Duet = Scene & {
  network: Network;
  clock: VirtualClock;
  peer: RawPeer;
  /** we call, the peer answers: the leg is `x` */
  weTalk(okHeaders?: Record<string, string>): Request;
  /** the peer calls, we answer: the leg is `in1` */
  peerTalks(headers?: Record<string, string>): void;
  /** headers of a request of the peer's inside the dialog of the leg that we called (`x`) or that it called (`in1`) */
  inside(leg: 'x' | 'in1', cseq: string, more?: Record<string, string>): Record<string, string>;
  /** a new process takes up what the old one wrote down */
  successor(): Promise<Scene>;
};

type More = Parameters<typeof scene>[5];

export async function duet(protocol: 'TCP' | 'UDP' = 'TCP', more: More = {}): Promise<Duet> {
  const network = new Network();
  const clock = new VirtualClock();
  const ours = await scene(network, clock, uaAt, peerAt, protocol, more);
  const peer = new RawPeer(peerAt, network, uaAt, protocol);
  const initial: Readonly<Record<string, string>> = {
    From: '<sip:peer@10.0.0.2>;tag=peer',
    To: '<sip:we@10.0.0.1>',
    'Call-ID': 'theirs',
  };
  const stage: Duet = {
    ...ours,
    network,
    clock,
    peer,
    weTalk(okHeaders = {}) {
      ours.ua.invite('x', callPeer);
      const invite = peer.request1('INVITE');
      peer.respond(invite, 200, { ...sdpHeaders, ...okHeaders }, offerSdp(5000));
      return invite;
    },
    peerTalks(headers = {}) {
      peer.request('INVITE sip:we@10.0.0.1', { ...initial, CSeq: '1 INVITE', ...sdpHeaders, ...headers }, offerSdp(5000));
      ours.ua.answer('in1', offerSdp(4000));
      peer.request('ACK sip:we@10.0.0.1', { ...stage.inside('in1', '1 ACK') });
    },
    inside(leg, cseq, moreHeaders = {}) {
      if (leg === 'in1') {
        const to = peer.response(200).headers.get('to')?.[0] ?? '';
        return { ...initial, To: to, CSeq: cseq, ...moreHeaders };
      }
      const invite = peer.request1('INVITE');
      const from = invite.headers.get('from')?.[0] ?? '';
      const to = invite.headers.get('to')?.[0] ?? '';
      return { From: invite.toTag ? to : `${to};tag=peer`, To: from, 'Call-ID': invite.callId, CSeq: cseq, ...moreHeaders };
    },
    async successor() {
      const records = new Map(ours.records);
      await ours.ua.close();
      return scene(network, clock, uaAt, peerAt, protocol, { ...more, newId: () => 'in9' }, records);
    },
  };
  return stage;
}
