/** What goes wrong with a leg at a real rtpengine, and what is left of it. */
import type { RtpEndpoint } from '@zuoxi/rtp';
import { newLeg, useLegs } from '../support/legs';
import { follow, gapMeter, hearsTone, holds, sdpOf } from '../support/sound';

const { rtpengine, ng, bind, legsAt, talking } = useLegs();

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
      /no audio codec that we have/,
    ],
    ['is no SDP', () => 'hello', /does not begin with v=0/],
    ['is 64 kB long', (phone: RtpEndpoint) => sdpOf(phone) + 'a=x:y\r\n'.repeat(9_400), /more than a datagram holds/],
  ])('an offer that %s', async (_, offer, words) => {
    const phone = await bind();
    const { legs, records } = legsAt(await bind());
    await expect(legs.accept(newLeg(), offer(phone), 'phone')).rejects.toThrow(words);
    expect([await ng().list(), records.all().size]).toEqual([[], 0]);
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
      async () => !(await ng().knows(leg)),
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
        async () => (await ng().list()).length === 0,
        () => 'legs are left',
      );
    }
    expect(records.all().size).toBe(0);
  });
});

describe('after a crash', () => {
  it('of the switch: the next one takes the legs up without a gap, and sweeps away what nobody knows', async () => {
    const { records, phone, leg, mixer, insides } = await talking();
    await ng().offer({ 'call-id': 't1-1-lost', 'from-tag': 'inner', sdp: sdpOf(mixer), direction: ['inner', 'outer'] });
    await ng().offer({ 'call-id': 't2-1-foreign', 'from-tag': 'inner', sdp: sdpOf(mixer), direction: ['inner', 'outer'] });
    const gap = gapMeter(phone);
    const next = legsAt(mixer, records);
    next.legs.restore();
    expect(next.insides.get(leg)).toEqual(insides.get(leg));
    expect(await next.legs.lost()).toEqual([]);
    await next.legs.sweep('t1-');
    expect((await ng().list()).sort()).toEqual([leg, 't2-1-foreign'].sort());
    await hearsTone(phone, 1000);
    expect(gap.longest()).toBeLessThan(1000);
    await next.legs.reoffered(leg, sdpOf(phone, { direction: 'sendonly' }));
    next.legs.release(leg);
    await holds(
      async () => !(await ng().knows(leg)),
      () => 'rtpengine still has it',
    );
  });

  it('of rtpengine: its legs are known to be lost, and a re-INVITE in either direction heals them', async () => {
    const called = await talking();
    const mixer = await bind('127.0.0.1', { hz: 1100 });
    const dialled = { ...legsAt(mixer), phone: await bind('127.0.0.1', { hz: 460 }), leg: newLeg() };
    await dialled.legs.offer(dialled.leg, 'phone');
    await dialled.legs.answered(dialled.leg, sdpOf(dialled.phone));

    await rtpengine().kill();
    await rtpengine().restart();
    expect(await called.legs.lost()).toEqual([called.leg]);
    expect(await dialled.legs.lost()).toEqual([dialled.leg]);

    follow(called.phone, await called.legs.reoffered(called.leg, sdpOf(called.phone)));
    await Promise.all([hearsTone(called.mixer, 440), hearsTone(called.phone, 1000)]);
    const reinvite = await dialled.legs.reoffer(dialled.leg);
    await dialled.legs.answered(dialled.leg, sdpOf(dialled.phone));
    follow(dialled.phone, reinvite);
    await Promise.all([hearsTone(mixer, 460), hearsTone(dialled.phone, 1100)]);
  });

  it('of rtpengine: a leg whose peer had made the offer is healed by ours', async () => {
    const { legs, leg, phone, mixer } = await talking();
    await rtpengine().kill();
    await rtpengine().restart();
    const reinvite = await legs.reoffer(leg);
    await legs.answered(leg, sdpOf(phone));
    follow(phone, reinvite);
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
  });
});
