/** Broken messages by the thousand: whatever arrives, nothing throws, no timer or transaction is left, and the next good message is answered. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { duet, type Duet } from '../testkit/duet';
import { deliverFrame, Framer } from '../transport/framing';
import { deliverDatagram } from '../transport/datagram';
import { defaultLimits, type Flow } from '../transport/transport';
import { offerSdp } from '../testkit/scene';

/** mulberry32: the same messages in every run */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const folder = join(dirname(require.resolve('sip/package.json')), 'test', 'messages');
const torture = readdirSync(folder)
  .filter((f) => f.endsWith('.dat'))
  .map((f) => readFileSync(join(folder, f)));
const pieces = [
  '"',
  '<',
  '>',
  ';',
  ',',
  ':',
  '\r\n',
  '\r\n ',
  '\0',
  '%',
  '=',
  'SIP/2.0',
  '99999999999',
  '\u{1f4de}',
  ';tag=',
  'branch=z9hG4bK',
  '\r\n\r\n',
];

function broken(message: Buffer, random: () => number): Buffer {
  let m = message;
  for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
    const at = Math.floor(random() * m.length);
    const kind = random();
    const piece = Buffer.from(pieces[Math.floor(random() * pieces.length)] ?? '');
    if (kind < 0.4) m = Buffer.concat([m.subarray(0, at), piece, m.subarray(at)]);
    else if (kind < 0.7) m = Buffer.concat([m.subarray(0, at), m.subarray(at + 1 + Math.floor(random() * 20))]);
    else if (kind < 0.9) m = Buffer.concat([m.subarray(0, at), Buffer.from([Math.floor(random() * 256)]), m.subarray(at + 1)]);
    else m = m.subarray(0, at);
  }
  return m;
}

/** Messages of a real call, to break those too: the ones that reach deepest. */
async function ofACall(): Promise<Buffer[]> {
  const { ua, peer, peerTalks, inside, network } = await duet();
  peerTalks({ Supported: 'timer, 100rel', 'Session-Expires': '1800', 'Record-Route': '<sip:a@b;lr>, <sip:c@d>' });
  for (const [method, more] of Object.entries({
    INFO: 'application/dtmf-relay',
    UPDATE: 'application/sdp',
    REFER: 'text/plain',
    BYE: 'text/plain',
  })) {
    peer.request(
      `${method} sip:we@10.0.0.1`,
      inside('in1', `9 ${method}`, { 'Content-Type': more, 'Refer-To': '<sip:x@y?Replaces=a%3Bto-tag%3Db>' }),
      offerSdp(5000),
    );
  }
  ua.invite('x', { to: 'sip:a@b', from: 'sip:c@d', sdp: offerSdp(1) });
  return network.log.map(({ text }) => Buffer.from(text));
}

const answersOptions = async ({ peer }: Duet) => {
  peer.request('OPTIONS sip:we@10.0.0.1', { From: '<sip:p@h>;tag=p', To: '<sip:w@h>', 'Call-ID': 'last', CSeq: '1 OPTIONS' });
  expect(peer.titles().at(-1)).toBe('200 OPTIONS');
};

test.each([1, 2, 3])('3,000 broken messages, seed %d', async (seed) => {
  const random = chance(seed);
  const good = [...torture, ...(await ofACall())];
  const d = await duet('UDP');
  const remote = { host: '10.9.9.9', port: 5060 };
  const flow: Flow = { remote, send: () => true };
  for (let i = 0; i < 3_000; i++) {
    const bytes = broken(good[Math.floor(random() * good.length)] ?? Buffer.alloc(0), random);
    deliverDatagram(d.ua.layer, bytes, remote, defaultLimits, () => flow);
    for (const frame of new Framer(defaultLimits).push(bytes)) deliverFrame(d.ua.layer, frame, flow);
  }
  await answersOptions(d);
  for (const [id] of d.invited) d.ua.end(id);
  await d.clock.advance(70_000);
  expect([d.ua.env.legs.size, d.records.size, d.ua.layer.size, d.clock.waiting]).toEqual([0, 0, 0, 0]);
});
