/** Calls between phones through real rtpengine and real mixer, led by the media adapter alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CallId, LegId } from '@zuoxi/contracts';
import { sine, type RtpEndpoint } from '@zuoxi/rtp';
import { givenMedia, hold, newCall, newLeg, talk, type TestMedia } from '../support/media';
import { givenMixer, type PrivateMixer } from '../support/mixer';
import { givenRtpengine, type PrivateRtpengine } from '../support/rtpengine';
import { gapMeter, follow, hearsKind, hearsTone, holds, keysAt, sdpOf, useEndpoints } from '../support/sound';

let rtpengine: PrivateRtpengine;
let mixer: PrivateMixer;
let media: TestMedia;
beforeAll(async () => {
  rtpengine = await givenRtpengine();
  mixer = await givenMixer(rtpengine);
  mixer.sound('music/hold', sine(850, 2000));
});
beforeEach(async () => (media = await givenMedia(rtpengine.instance)));
afterEach(async () => {
  for (const leg of media.records.all().keys()) media.media.release(leg);
  await media.adapter.stop();
});
afterAll(async () => {
  await mixer.stop();
  await rtpengine.stop();
});
const bind = useEndpoints();
const music = (id: string) => ({ kind: 'file', id, file: 'music/hold', loop: true }) as const;
const beep = (id: string) => ({ kind: 'tone', id, tone: 'beep' }) as const;

type Talk = { call: CallId; customer: LegId; agent: LegId; c: RtpEndpoint; a: RtpEndpoint; answer: string };

/** A customer who called in (440 Hz) and an agent whom we called (620 Hz), with a phone each; their calls are seated together. */
async function given(digitType = 101): Promise<Talk> {
  const [call, customer, agent] = [newCall(), newLeg(), newLeg()];
  const c = await bind('127.0.0.1', { hz: 440, digitType });
  const a = await bind('127.0.0.1', { hz: 620 });
  media.plan(talk(call, customer, agent)); // before any leg has media: they join when they have
  const [answer] = await Promise.all([media.called(customer, c), media.dialled(agent, a)]);
  await hearEachOther({ c, a });
  return { call, customer, agent, c, a, answer };
}
const hearEachOther = ({ c, a }: Pick<Talk, 'c' | 'a'>): Promise<unknown> => Promise.all([hearsTone(c, 620), hearsTone(a, 440)]);

/** Half a second without a packet. */
async function noPackets(endpoint: RtpEndpoint): Promise<void> {
  let last = performance.now();
  endpoint.onPacket(() => (last = performance.now()));
  await holds(
    () => performance.now() - last > 500,
    () => endpoint.packetsIn,
    10_000,
  );
}

describe('a call is a seating plan', () => {
  it('two phones talk, each with one stream (SSRC) for its whole life', async () => {
    const { c, a } = await given();
    expect([c.ssrcs.size, a.ssrcs.size]).toEqual([1, 1]);
  });

  it('hold: the customer hears music, the agent nothing; resume', async () => {
    const { call, customer, agent, c, a } = await given();
    media.plan(hold(call, customer, agent, music('m1')));
    await Promise.all([hearsTone(c, 850), hearsKind(a, 'silence')]);
    media.plan(talk(call, customer, agent));
    await hearEachOther({ c, a });
    expect([c.ssrcs.size, a.ssrcs.size]).toEqual([1, 1]);
  });

  it('the end of a sound and a missing sound are told', async () => {
    const { call, customer, agent } = await given();
    media.plan(hold(call, customer, agent, beep('b1')));
    await media.posts({ on: 'played', call, leg: customer, play: 'b1' });
    media.plan(hold(call, customer, agent, { kind: 'file', id: 'x1', file: 'no/such', loop: false }));
    await media.posts({ on: 'played', call, leg: customer, play: 'x1' });
  });

  it.each([101, 126])(
    'keys: pressed by the customer (payload type %d) they are told, sent to the agent they arrive',
    async (type) => {
      const { customer, agent, c, a } = await given(type);
      await c.sendDigits('7#');
      await media.posts({ on: 'leg.digit', leg: customer, digit: '7' });
      await media.posts({ on: 'leg.digit', leg: customer, digit: '#' });
      const [atAgent, atCustomer] = [keysAt(a), keysAt(c)];
      media.media.sendKeys(agent, '10');
      media.media.sendKeys(customer, '*');
      await Promise.all([atAgent.is('10'), atCustomer.is('*')]);
    },
  );

  it('recording: the segment is told by name and is there', async () => {
    const { call, customer, agent } = await given();
    const recording = { name: `demo/2026/01/01/${call}`, left: [customer], right: [agent], paused: false };
    media.plan(talk(call, customer, agent, recording));
    await media.posts({ on: 'segment.started', call });
    const started = media.posted.find((input) => input.on === 'segment.started');
    expect(started?.file).toMatch(new RegExp(`^demo/2026/01/01/${call}\\.\\d+\\.wav$`));
    expect(existsSync(join(rtpengine.instance.paths.recordings, started?.file ?? ''))).toBe(true);
  });

  it('a leg that is released leaves; the other hears silence', async () => {
    const { agent, c } = await given();
    media.media.release(agent);
    await hearsKind(c, 'silence');
  });

  it('a call that is dropped is told nothing any more', async () => {
    const { call, c } = await given();
    media.adapter.perform({ do: 'media.drop', call });
    await noPackets(c);
  });

  it('a phone that falls silent is told after 5 s, and when it is back', async () => {
    const { customer, c, a, answer } = await given();
    c.mute();
    await media.posts({ on: 'leg.silent', leg: customer }, 8000);
    follow(c, answer);
    await media.posts({ on: 'leg.heard', leg: customer });
    await hearsTone(a, 440);
  }, 20_000);

  it('meters of each leg', async () => {
    const { customer, agent } = await given();
    const { legs, tickLateP99Ms } = await media.meters();
    const mine = legs.filter(({ leg }) => leg === customer || leg === agent);
    expect(mine).toHaveLength(2);
    for (const meter of mine) expect(meter).toMatchObject({ lost: 0, packets: expect.any(Number) });
    expect(tickLateP99Ms).toBeGreaterThanOrEqual(0);
  });
});

describe('crashes', () => {
  it('kill -9 of the mixer: the sound is back within a second of its return, in the same stream', async () => {
    const { c, a } = await given();
    const gap = gapMeter(c);
    await mixer.kill();
    const killed = performance.now();
    await holds(
      () => media.adapter.trouble() !== null,
      () => 'no trouble is told',
    );
    expect(media.adapter.trouble()).toMatch(/^the mixer at 127\.0\.0\.1:\d+ is not reached: /);
    await mixer.restart();
    const down = performance.now() - killed;
    await hearEachOther({ c, a });
    expect(media.adapter.trouble()).toBeNull();
    expect(gap.longest() - down).toBeLessThan(1000);
    expect([c.ssrcs.size, a.ssrcs.size]).toEqual([1, 1]);
  });

  it('kill -9 of the mixer while the customer is held: the music is back', async () => {
    const { call, customer, agent, c } = await given();
    media.plan(hold(call, customer, agent, music('m2')));
    await hearsTone(c, 850);
    await mixer.kill();
    await mixer.restart();
    await hearsTone(c, 850);
  });

  it('of the switch: the next one takes the calls up without a gap, and they can be led on', async () => {
    const { call, customer, agent, c, a } = await given();
    const gaps = [gapMeter(c), gapMeter(a)];
    await media.adapter.stop(); // what dies with the process: its sockets
    const lost = media;
    media = await givenMedia(rtpengine.instance, lost.records);
    media.plan(talk(call, customer, agent));
    await hearEachOther({ c, a });
    for (const gap of gaps) expect(gap.longest()).toBeLessThan(500);
    media.plan(hold(call, customer, agent, music('m3')));
    await hearsTone(c, 850);
    media.media.release(agent);
    await noPackets(a);
  });

  it('of the switch: a call that ended meanwhile ends at the mixer too', async () => {
    const { c } = await given();
    await media.adapter.stop();
    media = await givenMedia(rtpengine.instance, media.records);
    await noPackets(c);
  }, 20_000);

  it('an rtpengine that was frozen until its sockets overflowed: each leg is found, new ports heal it; a new call waits and is not refused', async () => {
    const { call, customer, agent, c, a } = await given();
    rtpengine.signal('SIGSTOP');
    const late = await bind('127.0.0.1', { hz: 500 });
    const waits = media.called(newLeg(), late);
    await Promise.all([customer, agent].map((leg) => media.posts({ on: 'leg.silent', leg }, 8000)));
    await holds(
      () => media.adapter.trouble() !== null,
      () => 'no trouble is told',
      8000,
    );
    rtpengine.signal('SIGCONT');
    await waits;
    await Promise.all([customer, agent].map((leg) => media.posts({ on: 'leg.broken', leg }, 12_000)));
    for (const [leg, phone] of [
      [customer, c],
      [agent, a],
    ] as const) {
      follow(phone, await media.media.reoffer(leg));
      await media.media.answered(leg, sdpOf(phone));
    }
    media.plan(talk(call, customer, agent));
    await hearEachOther({ c, a });
  }, 60_000);

  it('of rtpengine: it is told, each lost leg is reported silent, and a new offer heals it', async () => {
    const { customer, agent, c, a } = await given();
    await rtpengine.kill();
    await holds(
      () => media.adapter.trouble() !== null,
      () => 'no trouble is told',
      8000,
    );
    expect(media.adapter.trouble()).toMatch(/^rtpengine statistics: no answer from 127\.0\.0\.1:\d+ within 3 s$/);
    await rtpengine.restart();
    await Promise.all([customer, agent].map((leg) => media.posts({ on: 'leg.silent', leg }, 8000)));
    await holds(
      () => media.adapter.trouble() === null,
      () => media.adapter.trouble(),
    );
    await Promise.all([media.called(customer, c), media.dialled(agent, a)]);
    await hearEachOther({ c, a });
  }, 30_000);
});
