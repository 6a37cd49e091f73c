import { createSocket } from 'node:dgram';
import { RtpEndpoint } from './endpoint';
import { buildRtp, type RtpPacket } from './packet';
import { sine } from './tones';

const open: RtpEndpoint[] = [];
const endpoint = async (...given: Parameters<typeof RtpEndpoint.bind>): Promise<RtpEndpoint> => {
  const end = await RtpEndpoint.bind(...given);
  open.push(end);
  return end;
};
afterEach(() => Promise.all(open.splice(0).map((e) => e.close())));
const pair = async (): Promise<[RtpEndpoint, RtpEndpoint]> => {
  const [a, b] = [await endpoint(), await endpoint()];
  a.remote('127.0.0.1', b.port);
  b.remote('127.0.0.1', a.port);
  return [a, b];
};
const packets = (to: RtpEndpoint, n: number): Promise<RtpPacket[]> =>
  new Promise((resolve) => {
    const got: RtpPacket[] = [];
    to.onPacket((packet) => got.push(packet) === n && resolve(got));
  });

describe('an RTP endpoint', () => {
  it('two of them talk: each hears the other', async () => {
    const [a, b] = await pair();
    void a.play({ hz: 440 });
    void b.play({ hz: 700 });
    await Promise.all([packets(a, 40), packets(b, 40)]);
    expect(a.hears(300)).toMatchObject({ kind: 'tone', hz: expect.closeTo(700, 0) as number });
    expect(b.hears(300)).toMatchObject({ kind: 'tone', hz: expect.closeTo(440, 0) as number });
    expect(a.ssrcs.size).toBe(1);
  });

  it('sequence and timestamp go on evenly, whatever plays', async () => {
    const [a, b] = await pair();
    const coming = packets(b, 30);
    await a.play(sine(1000, 200));
    const got = await coming;
    expect(got.every((p, i) => i === 0 || (p.sequence - got[i - 1]!.sequence + 65536) % 65536 === 1)).toBe(true);
    expect(got.every((p, i) => i === 0 || (p.timestamp - got[i - 1]!.timestamp) >>> 0 === 160)).toBe(true);
  });

  it('keys go over once each, in order', async () => {
    const [a, b] = await pair();
    let keys = '';
    b.onDigit(({ digit }) => (keys += digit));
    await a.sendDigits('1199#*');
    expect(keys).toBe('1199#*');
  });

  it('what is lost is silence, and what follows lies where it belongs', async () => {
    const b = await endpoint();
    const numbered = (n: number): Buffer =>
      buildRtp({
        payloadType: 8,
        marker: false,
        sequence: n,
        timestamp: n * 160,
        ssrc: 1,
        payload: new Uint8Array(160).fill(0xaa),
      });
    const coming = packets(b, 2);
    const socket = createSocket('udp4');
    for (const n of [1, 4]) socket.send(numbered(n), b.port, '127.0.0.1');
    await coming;
    socket.close();
    const heard = b.heard(80);
    const frames = [0, 160, 320, 480].map((at) => Math.max(...heard.subarray(at, at + 160).map(Math.abs)) > 1000);
    expect(frames).toEqual([true, false, false, true]);
  });
});
