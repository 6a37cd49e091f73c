import { alaw, decode, encode, level, sine, timestampAhead } from '@zuoxi/rtp';
import { call, leg, MixerHarness } from './testing/harness';

/** Customer, agent, supervisor. */
function three(): MixerHarness {
  const room = new MixerHarness();
  room.peer('c', 440);
  room.peer('a', 700, 126);
  room.peer('s', 1000);
  return room;
}
const settle = 400;
const ringback = { kind: 'tone', id: 'p1', tone: 'ringback' } as const;
const file = (id: string, loop: boolean) => ({ kind: 'file', id, file: 'x', loop }) as const;

describe('who hears whom', () => {
  it('talk: each hears the other and not itself', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(settle);
    expect([room.hears('c'), room.hears('a'), room.hears('s')]).toEqual([['a'], ['c'], []]);
  });

  it.each([
    ['listen: nobody hears the supervisor', { c: ['a'], a: ['c'], s: ['a', 'c'] }],
    ['whisper: only the agent does', { c: ['a'], a: ['c', 's'], s: ['a', 'c'] }],
    ['barge: both do', { c: ['a', 's'], a: ['c', 's'], s: ['a', 'c'] }],
    ['mute: the agent is not heard, and hears', { c: ['s'], a: ['c', 's'], s: ['c'] }],
    ['consult: the customer hears nobody', { c: [], a: ['s'], s: ['a'] }],
  ])('%s', (_story, hears) => {
    const room = three();
    room.seat(Object.fromEntries(Object.entries(hears).map(([name, list]) => [name, { hears: list }])));
    room.run(settle);
    for (const [name, list] of Object.entries(hears)) expect([name, room.hears(name)]).toEqual([name, [...list].sort()]);
  });

  it('hold with music: the customer hears the tone and nobody else; the way back is one plan', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(settle);
    room.seat({ c: { play: ringback }, a: {} });
    room.run(settle);
    expect([room.hears('c'), room.hears('a')]).toEqual([[], []]);
    expect(level(room.peers.get('c')!.heard(200), 450)).toBeGreaterThan(6800);
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(settle);
    expect([room.hears('c'), room.hears('a')]).toEqual([['a'], ['c']]);
  });

  it('held by the other side: it gets no packet, what it says is heard, and the end of the hold gives the sound back', () => {
    const room = three();
    room.seat({ c: { hears: ['a'], listens: false }, a: { hears: ['c'] } });
    room.run(settle);
    expect([room.peers.get('c')!.got.length, room.hears('a')]).toEqual([0, ['c']]);
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(settle);
    expect(room.hears('c')).toEqual(['a']);
  });

  it('a plan that changes nothing for a leg costs it not one sample', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    for (let i = 0; i < 20; i++) {
      room.run(100);
      room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] }, s: i % 2 ? { hears: ['a'] } : { play: ringback } });
    }
    const heard = room.peers.get('c')!.heard(1800);
    const smooth = heard.subarray(0, -160).every((_, i) => i % 8 || Math.abs(heard[i + 80]! - heard[i]!) < 20); // 700 Hz: 80 samples are 7 periods
    expect(smooth).toBe(true);
  });

  it('a leg that hears one other gets its codes unchanged', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(settle);
    const codes = [...(room.peers.get('c')!.got.at(-1)?.payload ?? [])];
    const said = encode(alaw, sine(700, 1000));
    expect(
      Array.from({ length: 80 }, (_, shift) => shift).some((shift) => codes.every((code, i) => code === said[shift + i])),
    ).toBe(true);
  });

  it('loud voices together are cut off at full scale, not turned round', () => {
    const room = new MixerHarness();
    const names = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'];
    room.peer('ear', null);
    names.forEach((name) => room.peer(name, 500));
    room.seat({ ear: { hears: names }, ...Object.fromEntries(names.map((n) => [n, {}])) });
    room.run(settle);
    const heard = room.peers.get('ear')!.heard(100);
    expect(Math.max(...heard)).toBe(32256);
    for (let i = 1; i < heard.length; i++) expect(Math.abs(heard[i]! - heard[i - 1]!)).toBeLessThan(30_000);
    expect(level(heard, 500)).toBeGreaterThan(32_000);
  });

  it('a leg that hears legs and is played something hears the sum', () => {
    const room = three();
    room.seat({ c: { hears: ['a'], play: ringback }, a: { hears: ['c'] } });
    room.run(settle);
    const heard = room.peers.get('c')!.heard(200);
    expect([level(heard, 700) > 6500, level(heard, 450) > 6500]).toEqual([true, true]);
  });

  it('a leg may be named before it is there', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] } });
    room.run(settle);
    expect(room.hears('c')).toEqual([]);
    room.seat({ a: { hears: [] } }, { call: 'c2' });
    room.run(settle);
    expect(room.hears('c')).toEqual(['a']);
  });
});

describe('the stream to a leg', () => {
  it('is one packet every tick, whatever is heard: one SSRC, RTP time by the wall clock (ARCHITECTURE, "Mixer")', () => {
    const room = three();
    const first = room.tickNumber;
    room.seat({ c: {} });
    room.run(200);
    room.seat({ c: { play: ringback } });
    room.run(200);
    const got = room.peers.get('c')!.got;
    expect(got).toHaveLength(20);
    got.forEach((packet, i) => {
      expect(packet.timestamp).toBe(((first + i) * 160) % 2 ** 32);
      expect(packet.sequence).toBe((first + i) % 65536);
      expect(packet.ssrc).toBe(got[0]!.ssrc);
    });
  });

  it('goes on in the next process: same SSRC, later timestamps', () => {
    const [before, after] = [three(), new MixerHarness({ firstTick: 90_000_000_050 })];
    after.peer('c', 440);
    for (const room of [before, after]) {
      room.seat({ c: {} });
      room.run(100);
    }
    const [last, next] = [before.peers.get('c')!.got.at(-1)!, after.peers.get('c')!.got[0]!];
    expect(next.ssrc).toBe(last.ssrc);
    expect(timestampAhead(last.timestamp, next.timestamp)).toBe(46 * 160);
  });
});

describe('what is played', () => {
  it('a beep ends by itself, is reported once and not begun again by the same plan', () => {
    const room = three();
    const plan = { c: { play: { kind: 'tone', id: 'b1', tone: 'beep' } as const } };
    room.seat(plan);
    room.run(300);
    room.seat(plan);
    room.run(1000);
    expect(room.told('played')).toEqual([{ t: 'played', call: 'c1', leg: 'c', play: 'b1', missing: false }]);
    const heard = decode(alaw, new Uint8Array(room.peers.get('c')!.got.flatMap((p) => [...p.payload])));
    expect(heard.filter((s) => Math.abs(s) > 1000).length / 8).toBeLessThan(200);
  });

  it('the same id goes on, a new id begins', async () => {
    const codes = encode(
      alaw,
      Int16Array.from({ length: 8000 }, (_, i) => (i < 4000 ? 8000 : -8000)),
    );
    const room = new MixerHarness({ load: () => Promise.resolve(codes) });
    const c = room.peer('c', null);
    room.seat({ c: { play: file('f1', true) } });
    await room.live(600);
    room.seat({ c: { play: file('f1', true), hears: [] } });
    await room.live(100);
    expect(c.heard(20).every((s) => s < -7000)).toBe(true);
    room.seat({ c: { play: file('f2', true) } });
    await room.live(300);
    expect(c.heard(20).every((s) => s > 7000)).toBe(true);
    expect(room.told('played')).toEqual([]);
  });

  it('a file that repeats has no seam, also when its length is no whole number of frames', async () => {
    const codes = encode(alaw, sine(400, 1000).subarray(0, 7980)); // 400 Hz: 20 samples a period
    const room = new MixerHarness({ load: () => Promise.resolve(codes) });
    const c = room.peer('c', null);
    room.seat({ c: { play: file('f1', true) } });
    await room.live(3000);
    const heard = c.heard(2800);
    expect(heard.subarray(20).every((s, i) => Math.abs(s - heard[i]!) < 20)).toBe(true);
  });

  it('a file that is not there is silence, and reported as missing at once, also when it should repeat', async () => {
    const room = three();
    room.seat({ c: { play: file('f1', true) }, a: { play: file('f1', false) } });
    await room.live(100);
    expect(room.told('played').map(({ leg: l, missing }) => [l, missing])).toEqual([
      ['c', true],
      ['a', true],
    ]);
    expect(
      room.peers
        .get('c')!
        .heard(80)
        .every((s) => Math.abs(s) <= 8),
    ).toBe(true);
  });

  it('what was replaced while it was being read says nothing any more', async () => {
    const room = three();
    room.seat({ c: { play: file('f1', false) } });
    room.seat({ c: { play: null } });
    await room.live(100);
    expect(room.told('played')).toEqual([]);
  });
});

describe('keys', () => {
  it('each press is reported once, and nobody hears it', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(settle);
    const [c, a] = [room.peers.get('c')!, room.peers.get('a')!];
    c.says = null;
    room.run(settle);
    for (const packet of c.press('5')) {
      room.mixer.receive(packet, c.port);
      room.tick();
    }
    for (const packet of a.press('#')) room.mixer.receive(packet, a.port);
    expect(room.told('digit')).toEqual([
      { t: 'digit', call: 'c1', leg: 'c', digit: '5', ms: 100 },
      { t: 'digit', call: 'c1', leg: 'a', digit: '#', ms: 100 },
    ]);
    expect(a.heard(140).every((s) => Math.abs(s) <= 8)).toBe(true);
  });

  it.each([
    ['c', 101],
    ['a', 126],
  ])('go out to %s with its own payload type %i: 100 ms each, 100 ms apart', (name, type) => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(settle);
    const from = room.peers.get(name)!.got.length;
    room.mixer.told({ t: 'digits', leg: leg(name), id: 'd1', digits: '1*' });
    room.run(400);
    const got = room.peers.get(name)!.got.slice(from);
    const events = got.filter((p) => p.payloadType === type);
    expect(events.map((p) => p.payload[0])).toEqual([...Array<number>(7).fill(1), ...Array<number>(7).fill(10)]);
    expect(new Set(events.map((p) => p.timestamp)).size).toBe(2);
    expect(timestampAhead(events[0]!.timestamp, events[7]!.timestamp)).toBe(1600);
    expect(events.filter((p) => p.marker)).toHaveLength(2);
    expect(got.every((p, i) => i === 0 || (p.sequence - got[i - 1]!.sequence) % 65536 === 1)).toBe(true);
    expect(room.told('digits.sent')).toEqual([{ t: 'digits.sent', leg: name, id: 'd1' }]);
  });

  it('go out as sound to a peer that knows no telephone events', () => {
    const room = new MixerHarness();
    const c = room.peer('c', null, null);
    room.seat({ c: {} });
    room.mixer.told({ t: 'digits', leg: leg('c'), id: 'd1', digits: '5' });
    room.run(100);
    const heard = c.heard(100);
    expect([level(heard, 770) > 4000, level(heard, 1336) > 5000, level(heard, 941) < 400]).toEqual([true, true, true]);
  });

  it('to a leg that is not there do no harm', () => {
    const room = three();
    room.mixer.told({ t: 'digits', leg: leg('nobody'), id: 'd1', digits: '5' });
    room.run(100);
    expect(room.reports).toEqual([]);
  });
});

describe('legs that come and go', () => {
  it('5 s without a packet is silent, the next packet is heard: each reported once', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(1000);
    const c = room.peers.get('c')!;
    c.says = null;
    room.run(4900);
    expect(room.told('silent')).toEqual([]);
    room.run(5000);
    expect(room.told('silent')).toEqual([{ t: 'silent', call: 'c1', leg: 'c' }]);
    c.says = 440;
    room.run(200);
    expect(room.told('heard')).toEqual([{ t: 'heard', call: 'c1', leg: 'c' }]);
  });

  it('a dropped call gets no packets any more; keep drops all the others', () => {
    const room = three();
    room.seat({ c: {} });
    room.seat({ a: {} }, { call: 'c2' });
    room.seat({ s: {} }, { call: 'c3' });
    room.mixer.told({ t: 'drop', call: call('c1') });
    room.mixer.told({ t: 'drop', call: call('unknown') });
    room.mixer.told({ t: 'keep', calls: [call('c3')] });
    room.run(100);
    expect(['c', 'a', 's'].map((n) => room.peers.get(n)!.got.length)).toEqual([0, 0, 5]);
  });

  it('a leg goes over to another call; dropping its former call does not touch it', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(settle);
    room.seat({ c: { hears: ['s'] }, s: { hears: ['c'] } }, { call: 'c2' });
    room.mixer.told({ t: 'drop', call: call('c1') });
    room.run(settle);
    expect([room.hears('c'), room.hears('s')]).toEqual([['s'], ['c']]);
    expect(room.told('silent')).toEqual([]);
  });

  it('a port belongs to the leg that was planned last', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(settle);
    const { port } = room.peers.get('c')!;
    const plan = room.plan({ s: { hears: ['a'] } }, { call: 'c2' });
    room.mixer.told({ t: 'plan', plan: { ...plan, legs: plan.legs.map((l) => ({ ...l, port })) } });
    const from = room.peers.get('c')!.got.length;
    room.run(settle);
    expect(room.peers.get('c')!.got.length - from).toBe(settle / 20); // one stream, not two
    expect(room.hears('a')).toEqual([]);
  });

  it('strangers and rubbish are counted and heard by nobody', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
    room.run(settle);
    for (let i = 0; i < 100; i++) {
      room.mixer.receive(room.peers.get('s')!.packet()!, room.peers.get('s')!.port);
      room.mixer.receive(Buffer.from('rubbish'), room.peers.get('c')!.port);
    }
    room.run(settle);
    expect(room.mixer.traffic().strays).toBe(200 + (2 * settle) / 20);
    expect(room.hears('a')).toEqual(['c']);
  });

  it('tells what it measures', () => {
    const room = three();
    room.seat({ c: { hears: ['a'] }, a: {} });
    room.run(1000);
    room.mixer.told({ t: 'query', id: 7 });
    expect(room.told('meters')).toEqual([
      {
        t: 'meters',
        id: 7,
        tickLateP99Ms: 0,
        legs: ['c', 'a'].map((name) => ({
          leg: name,
          packets: 50,
          lost: 0,
          jitterMs: 0,
          silentMs: expect.any(Number) as number,
        })),
      },
    ]);
  });
});
