import { buildRtp, parseRtp, RtpHead, sequenceAhead, timestampAhead, type RtpPacket } from './packet';

const packet: RtpPacket = {
  payloadType: 101,
  marker: true,
  sequence: 65535,
  timestamp: 4294967295,
  ssrc: 3735928559,
  payload: Uint8Array.of(1, 2, 3),
};

describe('RTP packets', () => {
  it('are read as they were written', () => {
    const read = parseRtp(buildRtp(packet));
    expect(read).toEqual({ ...packet, payload: expect.anything() as unknown });
    expect([...(read?.payload ?? [])]).toEqual([1, 2, 3]);
  });

  it('have their CSRCs, extension and padding taken off', () => {
    const plain = buildRtp(packet);
    const dressed = Buffer.concat([
      Buffer.of(0x80 | 0x20 | 0x10 | 2),
      plain.subarray(1, 12),
      Buffer.alloc(8, 9), // two CSRCs
      Buffer.of(0xbe, 0xde, 0, 1, 9, 9, 9, 9), // an extension of one word
      Buffer.of(1, 2, 3),
      Buffer.of(0, 0, 3),
    ]);
    expect([...(parseRtp(dressed)?.payload ?? [])]).toEqual([1, 2, 3]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['eleven bytes', Buffer.alloc(11, 0x80)],
    ['version 1', Buffer.alloc(20, 0x40)],
    ['more CSRCs than bytes', Buffer.concat([Buffer.of(0x8f), Buffer.alloc(20)])],
    ['an extension longer than the packet', Buffer.concat([Buffer.of(0x90), Buffer.alloc(13), Buffer.of(0xff, 0xff)])],
    ['more padding than payload', Buffer.concat([Buffer.of(0xa0), Buffer.alloc(11), Buffer.of(200)])],
  ])('%s is no RTP', (_what, datagram) => expect(parseRtp(datagram)).toBeNull());

  it('never throws on 20,000 random datagrams, nor points outside of one', () => {
    const head = new RtpHead();
    let seed = 1;
    const next = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
    for (let i = 0; i < 20_000; i++) {
      const datagram = Uint8Array.from({ length: next(40) }, () => next(256));
      if (datagram.length) datagram[0] = 0x80 | (datagram[0]! & 0x3f);
      if (head.read(datagram)) expect(head.start <= head.end && head.end <= datagram.length).toBe(true);
    }
  });

  it('counts across the wrap', () => {
    expect(sequenceAhead(65535, 2)).toBe(3);
    expect(sequenceAhead(2, 65535)).toBe(-3);
    expect(timestampAhead(4294967295, 159)).toBe(160);
    expect(timestampAhead(159, 4294967295)).toBe(-160);
  });
});
