/** One leg through a real rtpengine: outside a phone, inside an endpoint in the place of the mixer. */
import { level, sine, ulaw } from '@zuoxi/rtp';
import { OfferRefused } from '../../plugins/call-control/switch/src/ports';
import { newLeg, useLegs } from '../support/legs';
import { digitTypeIn, directionIn, follow, gapMeter, hearsKind, hearsTone, holds, keysAt, portIn, sdpOf } from '../support/sound';

const { bind, legsAt, talking } = useLegs();

/** A key as sound (ITU-T Q.23). */
const bothTones = (low: number, high: number, ms: number): Int16Array => {
  const [a, b] = [sine(low, ms), sine(high, ms)];
  return a.map((sample, i) => sample + (b[i] ?? 0));
};

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

  it('with PCMU and telephone-event: it is answered with PCMU, and keys travel both ways', async () => {
    const mixer = await bind('127.0.0.1', { hz: 1000 });
    const phone = await bind('127.0.0.1', { hz: 440, law: ulaw });
    const { legs } = legsAt(mixer);
    const codecs = [
      [18, 'G729/8000'],
      [0, 'PCMU/8000'],
      [101, 'telephone-event/8000'],
    ] as const;
    const answer = await legs.accept(newLeg(), sdpOf(phone, { codecs }), 'phone');
    expect(answer).toMatch(/^m=audio \d+ RTP\/AVP 0 101\r$/m);
    follow(phone, answer);
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
    const [atMixer, atPhone] = [keysAt(mixer), keysAt(phone)];
    await Promise.all([phone.sendDigits('159#'), mixer.sendDigits('0*2')]);
    await Promise.all([atMixer.is('159#'), atPhone.is('0*2')]);
  });

  it('without a codec of ours, also later: refused in words, and what was agreed goes on', async () => {
    const { legs, leg, phone, mixer } = await talking();
    const codecs = [
      [9, 'G722/8000'],
      [101, 'telephone-event/8000'],
    ] as const;
    await expect(legs.accept(newLeg(), sdpOf(phone, { codecs }), 'phone')).rejects.toThrow(OfferRefused);
    await expect(legs.reoffered(leg, sdpOf(phone, { codecs }))).rejects.toThrow('has no audio codec that we have');
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
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

describe.each([
  [8, 'PCMA', 96],
  [0, 'PCMU', 97],
  [8, 'PCMA', null],
] as const)('we call a phone that answers %d %s and keys as %s', (type, name, digitType) => {
  it('keys are sent under its number, and heard under its and under ours', async () => {
    const mixer = await bind('127.0.0.1', { hz: 1000 });
    const phone = await bind('127.0.0.1', { hz: 440, ...(type === 0 && { law: ulaw }) });
    const { legs, insides } = legsAt(mixer);
    const leg = newLeg();
    const invite = await legs.offer(leg, 'phone');
    const keys = digitType === null ? [] : [[digitType, 'telephone-event/8000'] as const];
    await legs.answered(leg, sdpOf(phone, { codecs: [[type, `${name}/8000`], ...keys] }));
    follow(phone, invite);
    expect(insides.get(leg)?.digitType).toBe(digitType);
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
    if (digitType === null) return;
    phone.digitType = digitType;
    const [atMixer, atPhone] = [keysAt(mixer), keysAt(phone)];
    await Promise.all([phone.sendDigits('159#'), mixer.sendDigits('0*2')]);
    await Promise.all([atMixer.is('159#'), atPhone.is('0*2')]);
  });
});

describe('a running leg is changed', () => {
  it.each([
    ['sendonly', 'recvonly'],
    ['inactive', 'inactive'],
    ['recvonly', 'sendonly'],
  ] as const)('a hold with %s is answered %s, and its end gives the sound back', async (direction, answered) => {
    const { legs, leg, phone, mixer, answer, insides } = await talking();
    const held = await legs.reoffered(leg, sdpOf(phone, { direction }));
    expect(insides.get(leg)?.listens).toBe(direction === 'recvonly'); // else the mixer sends nothing
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
