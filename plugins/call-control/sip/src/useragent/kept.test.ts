/** Nothing that a successor must know of is said before it is on disk. */
import { callPeer, duet, sdpHeaders } from '../testkit/duet';
import { offerSdp } from '../testkit/scene';
import { settled } from '../testkit/virtual-clock';

const slowDisk = () => {
  const waiting: (() => void)[] = [];
  return {
    kept: () => new Promise<void>((resolve) => waiting.push(resolve)),
    sync: async () => {
      for (const done of waiting.splice(0)) done();
      await settled();
    },
  };
};
const theirs = {
  From: '<sip:peer@10.0.0.2>;tag=peer',
  To: '<sip:we@10.0.0.1>',
  'Call-ID': 'theirs',
  CSeq: '1 INVITE',
  ...sdpHeaders,
};

test('the INVITE waits for its record', async () => {
  const disk = slowDisk();
  const { ua, peer, records } = await duet('TCP', { kept: disk.kept });
  ua.invite('x', callPeer);
  expect([records.size, peer.titles()]).toEqual([1, []]);
  await disk.sync();
  expect(peer.titles()).toEqual(['INVITE']);
});

test('given up meanwhile: nobody hears of it', async () => {
  const disk = slowDisk();
  const { ua, peer, ended, records, clock } = await duet('TCP', { kept: disk.kept });
  ua.invite('x', callPeer);
  ua.end('x');
  await disk.sync();
  expect([peer.titles(), ended.length, records.size, ua.layer.size, clock.waiting]).toEqual([[], 1, 0, 0, 0]);
});

test('the 200 waits for its record; a CANCEL that comes first ends the call with 487', async () => {
  const disk = slowDisk();
  const { ua, peer, ended, records } = await duet('TCP', { kept: disk.kept });
  const branch = peer.request('INVITE sip:we@10.0.0.1', theirs, offerSdp(5000));
  ua.answer('in1', offerSdp(4000));
  expect(peer.titles()).toEqual(['100 INVITE']);
  peer.request('CANCEL sip:we@10.0.0.1', { ...theirs, CSeq: '1 CANCEL' }, '', branch);
  await disk.sync();
  expect(peer.titles()).toEqual(['100 INVITE', '200 CANCEL', '487 INVITE']);
  expect([ended, records.size]).toEqual([[['in1', { by: 'them', status: 487, reason: 'cancelled' }]], 0]);
});

test('the 200 leaves when its record is there, and a hang-up of ours meanwhile follows it', async () => {
  const disk = slowDisk();
  const { ua, peer, inside, ended } = await duet('TCP', { kept: disk.kept });
  peer.request('INVITE sip:we@10.0.0.1', theirs, offerSdp(5000));
  ua.answer('in1', offerSdp(4000));
  ua.end('in1');
  await disk.sync();
  peer.request('ACK sip:we@10.0.0.1', inside('in1', '1 ACK'));
  expect(peer.titles()).toEqual(['100 INVITE', '200 INVITE', 'BYE']);
  expect(ended).toHaveLength(1);
});
