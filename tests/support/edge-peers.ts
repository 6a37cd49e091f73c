/** The edge between a stand-in for the switch and peers of every kind: a trunk, a desk phone, browsers. */
import { createHash, randomUUID } from 'node:crypto';
import { givenKamailio, type PrivateKamailio } from './kamailio';
import type { Say, SipMessage } from './sip/message';
import { udpPeer, wsPeer, type Peer } from './sip/peer';
import { contactOf, register } from './sip/register';
import { standInSwitch, type StandInSwitch } from './sip/stand-in-switch';

export const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n';
export const browserSdp = sdp.replace('RTP/AVP 8', 'UDP/TLS/RTP/SAVPF 8');
export const trunkHost = '127.0.0.77';

export let edge: PrivateKamailio;
export let theSwitch: StandInSwitch;
const peers: Peer[] = [];
export const keep = (peer: Peer): Peer => {
  peers.push(peer);
  return peer;
};

/** In `beforeAll`; `endEdge` in `afterAll`. One a test file. */
export async function givenEdge(): Promise<void> {
  edge = await givenKamailio();
  theSwitch = await standInSwitch(edge.instance.ports);
  await theSwitch.live();
  await edge.rpc.call('htable.sets', 'trunks', trunkHost, 'carrier');
  await edge.rpc.call('htable.sets', 'pushed', 'phones', 'all');
  const ha1 = createHash('md5').update('d1:zuoxi:geheim').digest('hex');
  await edge.rpc.call('htable.sets', 'phones', 'd1', ha1);
}

export async function endEdge(): Promise<void> {
  await theSwitch.die();
  await Promise.all(peers.map((p) => p.close()));
  await edge.stop();
}

export const trunk = async (): Promise<Peer> => keep(await udpPeer(edge.sip, trunkHost));
export const deskPhone = async (): Promise<Peer> => {
  const peer = keep(await udpPeer(edge.sip));
  await register(peer, { agent: 'd1', user: 'd1', password: 'geheim' });
  return peer;
};
export const browser = async (agent: string): Promise<Peer> => {
  const peer = keep(await wsPeer(edge.ws, '198.51.100.7'));
  await register(peer, { agent, ...edge.credentials(agent) });
  return peer;
};

export const uri = (number: string): string => `sip:${number}@${edge.sip.host}:${edge.sip.port}`;
export const inviteOf = (peer: Peer, from: string, more: Partial<Say> = {}): Say => ({
  method: 'INVITE',
  uri: uri('4001'),
  via: peer.via,
  from: `<${from}>;tag=caller`,
  to: `<${uri('4001')}>`,
  callId: randomUUID(),
  contact: contactOf(peer, 'caller'),
  body: sdp,
  ...more,
});
export const fromSwitch = (to: string, more: Partial<Say> = {}): Say => ({
  method: 'INVITE',
  uri: to,
  via: theSwitch.via,
  from: '<sip:13800138000@zuoxi>;tag=sw',
  to: `<${to}>`,
  callId: randomUUID(),
  contact: theSwitch.contact,
  body: sdp,
  ...more,
});
export const final = (peer: { inbox: Peer['inbox'] }, s: Say): Promise<SipMessage> => peer.inbox.final(s.callId ?? '');
export const inCall = (callId: string | undefined, method: string) => (m: SipMessage) =>
  m.method === method && m.header('call-id') === callId;
