import { DigitReceiver, digitPackets, type PressedKey } from './digits';

function receiver() {
  const keys: PressedKey[] = [];
  const digits = new DigitReceiver((key) => keys.push(key));
  let at = 0;
  return {
    keys,
    text: () => keys.map((k) => k.digit).join(''),
    expire: (ms: number) => digits.expire((at += ms)),
    push: (payload: Uint8Array, timestamp: number, ssrc = 1) =>
      digits.push(ssrc, timestamp, payload, 0, payload.length, (at += 20)),
  };
}
const press = (key: string, ms?: number): Uint8Array[] => digitPackets(key, ms).map((p) => p.payload);

describe('keys pressed in RTP (RFC 4733)', () => {
  it('a key is 100 ms of packets with one timestamp, the end three times', () => {
    const packets = digitPackets('#');
    expect(packets.map((p) => [p.marker, ...p.payload])).toEqual([
      [true, 11, 10, 0, 160],
      [false, 11, 10, 1, 64],
      [false, 11, 10, 1, 224],
      [false, 11, 10, 2, 128],
      [false, 11, 138, 3, 32],
      [false, 11, 138, 3, 32],
      [false, 11, 138, 3, 32],
    ]);
    expect(() => digitPackets('x')).toThrow(RangeError);
  });

  it('is one key, however often its end is repeated', () => {
    const r = receiver();
    press('5').forEach((p) => r.push(p, 8000));
    expect(r.keys).toEqual([{ digit: '5', ms: 100 }]);
  });

  it('the same key twice is two keys', () => {
    const r = receiver();
    press('1').forEach((p) => r.push(p, 8000));
    press('1').forEach((p) => r.push(p, 9600));
    expect(r.text()).toBe('11');
  });

  it('is one key when only a single packet of it arrives, whichever it is', () => {
    for (let only = 0; only < 7; only++) {
      const r = receiver();
      r.push(press('7')[only]!, 8000);
      r.expire(1000);
      expect(r.text()).toBe('7');
    }
  });

  it('ends without its end when the next is pressed', () => {
    const r = receiver();
    press('1')
      .slice(0, 3)
      .forEach((p) => r.push(p, 8000));
    press('2').forEach((p) => r.push(p, 9600));
    expect(r.keys).toEqual([
      { digit: '1', ms: 60 },
      { digit: '2', ms: 100 },
    ]);
  });

  it('is not repeated by a packet that was overtaken', () => {
    const r = receiver();
    const [first, ...others] = press('1');
    others.forEach((p) => r.push(p, 8000));
    r.push(first!, 8000);
    press('2').forEach((p) => r.push(p, 9600));
    r.push(others[0]!, 8000);
    expect(r.text()).toBe('12');
  });

  it('pressed longer than 8 s goes on with a new timestamp and is still one key (§2.5.1.3)', () => {
    const r = receiver();
    for (let d = 160; d < 0xffff; d += 160) r.push(Uint8Array.of(9, 10, d >> 8, d & 0xff), 0);
    r.push(Uint8Array.of(9, 10, 0xff, 0xff), 0);
    press('9').forEach((p) => r.push(p, 0xffff));
    expect(r.keys).toEqual([{ digit: '9', ms: Math.round((0xffff + 800) / 8) }]);
  });

  it('is heard from a peer whose timestamps wrap, or that began anew', () => {
    const r = receiver();
    press('1').forEach((p) => r.push(p, 4294967000));
    press('2').forEach((p) => r.push(p, 1304));
    press('3').forEach((p) => r.push(p, 77, 2));
    press('4').forEach((p) => r.push(p, 4000000000, 2));
    expect(r.text()).toBe('1234');
  });

  it('is no key: a hook flash, a packet cut short', () => {
    const r = receiver();
    r.push(Uint8Array.of(16, 0x8a, 0, 160), 1);
    r.push(Uint8Array.of(1, 0x8a, 0), 2);
    r.expire(1000);
    expect(r.text()).toBe('');
  });
});
