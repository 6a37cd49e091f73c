/** One leg through a real rtpengine: outside a phone, inside an endpoint in the place of the mixer. */
import { LegId } from '@zuoxi/contracts';
import { level, sine, ulaw, type RtpEndpoint } from '@zuoxi/rtp';
import type { Inside, LegRecord } from '../../plugins/call-control/switch/src/media/leg';
import { Legs } from '../../plugins/call-control/switch/src/media/legs';
import { NgClient } from '../../plugins/call-control/switch/src/media/ng';
import type { Records } from '../../plugins/call-control/switch/src/ports';
import { givenRtpengine, type PrivateRtpengine } from '../support/rtpengine';
import { shelf } from '../support/shelf';
import {
  digitTypeIn,
  directionIn,
  follow,
  gapMeter,
  hearsKind,
  hearsTone,
  holds,
  keysAt,
  portIn,
  sdpOf,
  useEndpoints,
} from '../support/sound';

let rtpengine: PrivateRtpengine;
let ng: NgClient;
beforeAll(async () => {
  rtpengine = await givenRtpengine();
  ng = new NgClient({ host: '127.0.0.1', port: rtpengine.instance.ports.ng });
});
afterAll(async () => {
  ng.close();
  await rtpengine.stop();
});
const bind = useEndpoints();
afterEach(async () => {
  for (const id of await ng.list()) await ng.delete(id);
});

/** A key as sound (ITU-T Q.23). */
const bothTones = (low: number, high: number, ms: number): Int16Array => {
  const [a, b] = [sine(low, ms), sine(high, ms)];
  return a.map((sample, i) => sample + (b[i] ?? 0));
};

let count = 0;
const newLeg = (): LegId => LegId.parse(`t1-1-${++count}`);

/** Legs whose inner side is `mixer`: it speaks to every leg as soon as its port is known. */
function legsAt(mixer: RtpEndpoint, records: Records<LegRecord> = shelf<LegRecord>()) {
  const insides = new Map<LegId, Inside>();
  const warnings: string[] = [];
  const legs = new Legs({
    site: { ng, outerHost: rtpengine.instance.host },
    records,
    mixerPort: () => mixer.port,
    inside: (leg, inside) => {
      if (!inside) return void insides.delete(leg);
      insides.set(leg, inside);
      mixer.digitType = inside.digitType ?? 0;
      mixer.remote('127.0.0.1', inside.port);
    },
    warn: (what) => warnings.push(what),
  });
  return { legs, insides, records, warnings };
}

/** A phone that called in and talks: it says 440 Hz and hears the mixer's 1000 Hz. */
async function talking(options: { digitType?: number } = {}) {
  const mixer = await bind('127.0.0.1', { hz: 1000 });
  const phone = await bind('127.0.0.1', { hz: 440, ...options });
  const given = legsAt(mixer);
  const leg = newLeg();
  const answer = await given.legs.accept(leg, sdpOf(phone), 'phone');
  follow(phone, answer);
  await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
  return { ...given, mixer, phone, leg, answer };
}

describe('a phone calls', () => {
  it('and is heard, and hears', async () => {
    const { mixer, phone, insides, leg } = await talking();
    expect(insides.get(leg)?.digitType).toBe(101);
    expect([mixer.ssrcs.size, phone.ssrcs.size]).toEqual([1, 1]);
  });

  it.each([101, 126])('keys travel both ways with its own payload type %d', async (digitType) => {
    const { mixer, phone, insides, leg } = await talking({ digitType });
    expect(insides.get(leg)?.digitType).toBe(digitType);
    const [atMixer, atPhone] = [keysAt(mixer), keysAt(phone)];
    await Promise.all([phone.sendDigits('159#'), mixer.sendDigits('0*2')]);
    await Promise.all([atMixer.is('159#'), atPhone.is('0*2')]);
  });

  it('with PCMU alone and no telephone-event: rtpengine translates, and makes keys from tones and tones from keys', async () => {
    const mixer = await bind('127.0.0.1', { hz: 1000 });
    const phone = await bind('127.0.0.1', { hz: 440 });
    phone.law = ulaw;
    const { legs } = legsAt(mixer);
    const answer = await legs.accept(newLeg(), sdpOf(phone, { codecs: [[0, 'PCMU/8000']] }), 'phone');
    expect(answer).toMatch(/^m=audio \d+ RTP\/AVP 0\r$/m);
    follow(phone, answer);
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
    const keys = keysAt(mixer);
    void phone.play(bothTones(770, 1336, 120)); // the key 5
    await keys.is('5');
    void mixer.sendDigits('5', 400);
    const isKey5 = (): boolean => {
      const last = phone.heard(100);
      return [770, 1336].every((hz) => level(last, hz) > 10 * level(last, 900));
    };
    await holds(isKey5, () => phone.hears(100));
  });

  it('with a picture too: the picture is refused, the sound goes on', async () => {
    const [mixer, phone] = [await bind('127.0.0.1', { hz: 1000 }), await bind('127.0.0.1', { hz: 440 })];
    const { legs } = legsAt(mixer);
    const answer = await legs.accept(newLeg(), `${sdpOf(phone)}m=video 9000 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n`, 'phone');
    expect(answer).toMatch(/^m=video 0 /m);
    follow(phone, answer);
    await hearsTone(phone, 1000);
  });

  it('from behind a NAT: its SDP names an address that is none, its sound tells the true one', async () => {
    const [mixer, phone] = [await bind('127.0.0.1', { hz: 1000 }), await bind('127.0.0.5', { hz: 440 })];
    const { legs } = legsAt(mixer);
    follow(phone, await legs.accept(newLeg(), sdpOf(phone, { host: '192.168.77.7' }), 'phone'));
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
  });
});

describe('we call a phone', () => {
  it('early sound comes from one place (183), the call from another (200)', async () => {
    const mixer = await bind('127.0.0.1', { hz: 1000 });
    const [early, phone] = [await bind('127.0.0.1', { hz: 450 }), await bind('127.0.0.1', { hz: 440 })];
    const { legs, insides } = legsAt(mixer);
    const leg = newLeg();
    const invite = await legs.offer(leg, 'phone');
    expect(insides.get(leg)).toBeUndefined();
    await legs.answered(leg, sdpOf(early));
    follow(early, invite);
    await hearsTone(mixer, 450);
    const inside = insides.get(leg);
    early.mute();
    await legs.answered(leg, sdpOf(phone));
    follow(phone, invite);
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
    expect(insides.get(leg)).toEqual(inside);
  });

  it('that takes PCMU', async () => {
    const [mixer, phone] = [await bind('127.0.0.1', { hz: 1000 }), await bind('127.0.0.1', { hz: 440, law: ulaw })];
    const { legs } = legsAt(mixer);
    const leg = newLeg();
    const invite = await legs.offer(leg, 'phone');
    phone.digitType = digitTypeIn(invite);
    await legs.answered(
      leg,
      sdpOf(phone, {
        codecs: [
          [0, 'PCMU/8000'],
          [phone.digitType, 'telephone-event/8000'],
        ],
      }),
    );
    follow(phone, invite);
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
    const keys = keysAt(phone);
    await mixer.sendDigits('42');
    await keys.is('42');
  });
});

describe('a running leg is changed', () => {
  it.each([
    ['sendonly', 'recvonly'],
    ['inactive', 'inactive'],
    ['recvonly', 'sendonly'],
  ] as const)('a hold with %s is answered %s, and its end gives the sound back', async (direction, answered) => {
    const { legs, leg, phone, mixer, answer } = await talking();
    const held = await legs.reoffered(leg, sdpOf(phone, { direction }));
    expect([directionIn(held), portIn(held)]).toEqual([answered, portIn(answer)]);
    const back = await legs.reoffered(leg, sdpOf(phone));
    expect([directionIn(back), portIn(back)]).toEqual(['sendrecv', portIn(answer)]);
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
  });

  it('a hold of former times (c=0.0.0.0) is answered recvonly and stops our sound', async () => {
    const { legs, leg, phone } = await talking();
    expect(directionIn(await legs.reoffered(leg, sdpOf(phone, { host: '0.0.0.0' })))).toBe('recvonly');
    await hearsKind(phone, 'silence');
    await legs.reoffered(leg, sdpOf(phone));
    await hearsTone(phone, 1000);
  });

  it('the phone moves to another port: ours stay, the sound follows', async () => {
    const { legs, leg, phone, mixer, answer, insides } = await talking();
    const inside = insides.get(leg);
    const moved = await bind('127.0.0.1', { hz: 620 });
    phone.mute();
    const again = await legs.reoffered(leg, sdpOf(moved));
    expect(portIn(again)).toBe(portIn(answer));
    expect(insides.get(leg)).toEqual(inside);
    follow(moved, again);
    await Promise.all([hearsTone(mixer, 620), hearsTone(moved, 1000)]);
  });

  it('it is led to another mixer: the phone keeps hearing, its ports stay', async () => {
    const { legs, leg, phone, insides, mixer } = await talking();
    const inside = insides.get(leg);
    const gap = gapMeter(phone);
    const other = await bind('127.0.0.1', { hz: 1200 });
    await legs.retarget(other.port);
    mixer.mute();
    other.remote('127.0.0.1', inside?.port ?? 0);
    await Promise.all([hearsTone(other, 440), hearsTone(phone, 1200)]);
    expect(insides.get(leg)).toEqual(inside);
    expect(gap.longest()).toBeLessThan(1000);
  });
});

describe('strangers (I8)', () => {
  /** One at the outer port, one at the inner port, each saying something, until each has said it for a second. */
  async function strangersSpeak(outside: number, within: number) {
    const [a, b] = [await bind('127.0.0.9', { hz: 700 }), await bind('127.0.0.1', { hz: 800 })];
    a.remote('127.0.0.1', outside);
    b.remote('127.0.0.1', within);
    await holds(
      () => a.packetsOut > 50 && b.packetsOut > 50,
      () => a.packetsOut,
    );
    return { stolen: () => a.packetsIn + b.packetsIn };
  }

  it('cannot be heard and cannot steal the sound, even when they are there before the phone', async () => {
    const [mixer, phone] = [await bind('127.0.0.1', { hz: 1000 }), await bind('127.0.0.1', { hz: 440 })];
    const { legs, insides } = legsAt(mixer);
    const leg = newLeg();
    const answer = await legs.accept(leg, sdpOf(phone), 'phone');
    const { stolen } = await strangersSpeak(portIn(answer), insides.get(leg)?.port ?? 0);
    follow(phone, answer);
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
    expect([stolen(), mixer.ssrcs.size, phone.ssrcs.size]).toEqual([0, 1, 1]);
  });

  it('towards a phone behind a NAT: neither, once the phone was heard for 3 s', async () => {
    const [mixer, phone] = [await bind('127.0.0.1', { hz: 1000 }), await bind('127.0.0.5', { hz: 440 })];
    const { legs, insides } = legsAt(mixer);
    const leg = newLeg();
    const answer = await legs.accept(leg, sdpOf(phone, { host: '192.168.77.7' }), 'phone');
    follow(phone, answer);
    await holds(
      () => mixer.packetsIn > 220,
      () => mixer.packetsIn,
      10_000,
    );
    const { stolen } = await strangersSpeak(portIn(answer), insides.get(leg)?.port ?? 0);
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
    expect([stolen(), mixer.ssrcs.size, phone.ssrcs.size]).toEqual([0, 1, 1]);
    await legs.reoffered(leg, sdpOf(phone, { host: '192.168.77.7' }));
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
  }, 20_000);
});

describe('what goes wrong is said, and nothing is left behind', () => {
  it.each([
    [
      'has no audio',
      (phone: RtpEndpoint) => sdpOf(phone).replace('m=audio', 'm=video'),
      /leg t1-1-\d+, offer of the peer: the SDP has no audio/,
    ],
    [
      'names no codec of ours',
      (phone: RtpEndpoint) => sdpOf(phone, { codecs: [[97, 'SOMETHING/48000']] }),
      /offers no audio codec that we have/,
    ],
    ['is no SDP', () => 'hello', /does not begin with v=0/],
    ['is 64 kB long', (phone: RtpEndpoint) => sdpOf(phone) + 'a=x:y\r\n'.repeat(9_400), /more than a datagram holds/],
  ])('an offer that %s', async (_, offer, words) => {
    const phone = await bind();
    const { legs, records } = legsAt(await bind());
    await expect(legs.accept(newLeg(), offer(phone), 'phone')).rejects.toThrow(words);
    expect([await ng.list(), records.all().size]).toEqual([[], 0]);
  });

  it('a wrong re-offer leaves the running leg as it was', async () => {
    const { legs, leg, phone, mixer } = await talking();
    await expect(legs.reoffered(leg, sdpOf(phone).replace('m=audio', 'm=video'))).rejects.toThrow('has no audio');
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
  });

  it('a leg that nobody knows', async () => {
    const { legs } = legsAt(await bind());
    await expect(legs.answered(newLeg(), 'v=0')).rejects.toThrow(/leg t1-1-\d+, answer of the peer: it has no media/);
  });

  it('a leg released while its offer is under way', async () => {
    const { legs, records, insides, warnings } = legsAt(await bind());
    const leg = newLeg();
    const offer = legs.offer(leg, 'phone');
    legs.release(leg);
    await expect(offer).rejects.toThrow('released');
    await holds(
      async () => !(await ng.knows(leg)),
      () => 'rtpengine still has it',
    );
    expect([records.all().size, insides.size, warnings]).toEqual([0, 0, []]);
  });

  it('a hundred legs come and go, and every port is free again (I9)', async () => {
    const mixer = await bind();
    const { legs, records } = legsAt(mixer);
    for (let round = 0; round < 4; round++) {
      const ids = Array.from({ length: 25 }, newLeg);
      await Promise.all(ids.map((leg) => legs.offer(leg, 'phone')));
      for (const leg of ids) legs.release(leg);
      await holds(
        async () => (await ng.list()).length === 0,
        () => 'legs are left',
      );
    }
    expect(records.all().size).toBe(0);
  });
});

describe('after a crash', () => {
  it('of the switch: the next one takes the legs up without a gap, and sweeps away what nobody knows', async () => {
    const { records, phone, leg, mixer, insides } = await talking();
    await ng.offer({ 'call-id': 't1-1-lost', 'from-tag': 'inner', sdp: sdpOf(mixer), direction: ['inner', 'outer'] });
    await ng.offer({ 'call-id': 't2-1-foreign', 'from-tag': 'inner', sdp: sdpOf(mixer), direction: ['inner', 'outer'] });
    const gap = gapMeter(phone);
    const next = legsAt(mixer, records);
    next.legs.restore();
    expect(next.insides.get(leg)).toEqual(insides.get(leg));
    expect(await next.legs.lost()).toEqual([]);
    await next.legs.sweep('t1-');
    expect((await ng.list()).sort()).toEqual([leg, 't2-1-foreign'].sort());
    await hearsTone(phone, 1000);
    expect(gap.longest()).toBeLessThan(1000);
    await next.legs.reoffered(leg, sdpOf(phone, { direction: 'sendonly' }));
    next.legs.release(leg);
    await holds(
      async () => !(await ng.knows(leg)),
      () => 'rtpengine still has it',
    );
  });

  it('of rtpengine: its legs are known to be lost, and a re-INVITE in either direction heals them', async () => {
    const called = await talking();
    const mixer = await bind('127.0.0.1', { hz: 1100 });
    const dialled = { ...legsAt(mixer), phone: await bind('127.0.0.1', { hz: 460 }), leg: newLeg() };
    await dialled.legs.offer(dialled.leg, 'phone');
    await dialled.legs.answered(dialled.leg, sdpOf(dialled.phone));

    await rtpengine.kill();
    await rtpengine.restart();
    expect(await called.legs.lost()).toEqual([called.leg]);
    expect(await dialled.legs.lost()).toEqual([dialled.leg]);

    follow(called.phone, await called.legs.reoffered(called.leg, sdpOf(called.phone)));
    await Promise.all([hearsTone(called.mixer, 440), hearsTone(called.phone, 1000)]);
    const reinvite = await dialled.legs.offer(dialled.leg, 'phone');
    await dialled.legs.answered(dialled.leg, sdpOf(dialled.phone));
    follow(dialled.phone, reinvite);
    await Promise.all([hearsTone(mixer, 460), hearsTone(dialled.phone, 1100)]);
  });
});
