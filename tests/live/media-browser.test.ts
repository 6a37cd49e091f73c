/** A real browser through real rtpengine and real mixer, everything on 127.0.0.1: the instance as a newcomer starts it. */
import type { LegId } from '@zuoxi/contracts';
import type { RtpEndpoint } from '@zuoxi/rtp';
import { callPage, givenChromium, type CallPage } from '../support/chromium';
import { givenMedia, newCall, newLeg, talk, type TestMedia } from '../support/media';
import { givenMixer, type PrivateMixer } from '../support/mixer';
import { givenRtpengine, type PrivateRtpengine } from '../support/rtpengine';
import { hearsTone, keysAt, useEndpoints } from '../support/sound';

jest.setTimeout(60_000);

let rtpengine: PrivateRtpengine;
let mixer: PrivateMixer;
let browser: Awaited<ReturnType<typeof givenChromium>>;
let page: CallPage;
let media: TestMedia;
beforeAll(async () => {
  rtpengine = await givenRtpengine();
  [mixer, browser] = await Promise.all([givenMixer(rtpengine), givenChromium(440)]);
  page = await callPage(browser.context);
});
beforeEach(async () => {
  media = await givenMedia(rtpengine.instance);
  await page.fresh();
});
afterEach(async () => {
  for (const leg of media.records.all().keys()) media.media.release(leg);
  await media.adapter.stop();
});
afterAll(async () => {
  await page.close();
  await Promise.all([browser.stop(), mixer.stop(), rtpengine.stop()]);
});
const bind = useEndpoints();

/** The agent's browser, said to be in one call with a customer's phone that says 1000 Hz. */
async function customerWith(agent: LegId): Promise<RtpEndpoint> {
  const customer = newLeg();
  const phone = await bind('127.0.0.1', { hz: 1000 });
  media.plan(talk(newCall(), customer, agent));
  await media.called(customer, phone);
  return phone;
}
const hearEachOther = (phone: RtpEndpoint): Promise<unknown> => Promise.all([hearsTone(phone, 440, 15_000), page.hears(1000)]);

/** We call the browser, it answers. */
async function dialled(agent: LegId): Promise<void> {
  await media.media.answered(agent, await page.accept(await media.media.offer(agent, 'browser')));
}
/** The browser calls. */
async function called(agent: LegId): Promise<void> {
  await page.answered(await media.media.accept(agent, await page.offer(), 'browser'));
}

describe.each([
  ['we call', dialled],
  ['that calls us', called],
])('a browser %s', (_, connect) => {
  it('hears the customer and is heard, over 127.0.0.1', async () => {
    const agent = newLeg();
    const phone = await customerWith(agent);
    await connect(agent);
    await hearEachOther(phone);
    expect(await page.path()).toEqual({ state: 'connected', remote: '127.0.0.1' });
  });

  it('presses keys, and they reach the switch', async () => {
    const agent = newLeg();
    const phone = await customerWith(agent);
    await connect(agent);
    await hearEachOther(phone);
    await page.press('159#');
    for (const digit of '159#') await media.posts({ on: 'leg.digit', leg: agent, digit });
    const keys = keysAt(phone);
    await phone.sendDigits('3');
    await media.posts({ on: 'leg.digit', digit: '3' });
    await keys.is(''); // what the agent pressed is for the switch alone
  });

  it('changes its network (ICE restart): the answer fits, the sound goes on', async () => {
    const agent = newLeg();
    const phone = await customerWith(agent);
    await connect(agent);
    await hearEachOther(phone);
    await page.answered(await media.media.reoffered(agent, await page.offer({ iceRestart: true })));
    await hearEachOther(phone);
  });

  it('keeps its sound when the switch starts anew', async () => {
    const agent = newLeg();
    const phone = await customerWith(agent);
    await connect(agent);
    await hearEachOther(phone);
    await media.adapter.stop();
    media = await givenMedia(rtpengine.instance, media.records);
    await hearEachOther(phone);
    await page.answered(await media.media.reoffered(agent, await page.offer()));
    await hearEachOther(phone);
  });

  it('keeps its sound when the mixer is killed', async () => {
    const agent = newLeg();
    const phone = await customerWith(agent);
    await connect(agent);
    await hearEachOther(phone);
    await mixer.kill();
    await page.hears(null);
    await mixer.restart();
    await hearEachOther(phone);
  });

  it('is healed by a re-INVITE when rtpengine has lost it', async () => {
    const agent = newLeg();
    const phone = await customerWith(agent);
    await connect(agent);
    await hearEachOther(phone);
    const customer = [...media.records.all().keys()].find((leg) => leg !== agent);
    await rtpengine.kill();
    await page.hears(null);
    await rtpengine.restart();
    if (customer) await media.called(customer, phone);
    await media.media.answered(agent, await page.accept(await media.media.offer(agent, 'browser')));
    await hearEachOther(phone);
  });
});
