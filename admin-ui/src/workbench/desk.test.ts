import type { Server } from 'node:http';
import type { CallId, LegId } from '@zuoxi/contracts';
import { standInBrowser, type StandInMedia } from '../../dev/stand-in/browser';
import { someOffer } from '../../dev/stand-in/offer';
import { StandIn } from '../../dev/stand-in/stand-in';
import { LiveClient } from '../providers/live/client';
import { Store, until } from '../providers/store';
import { Microphone } from '../softphone/microphone';
import { Phone } from '../softphone/phone';
import { Desk } from './desk';
import { Dial } from './dial';

let standIn: StandIn;
let server: Server;
let media: StandInMedia;
let live: LiveClient;
let phone: Phone;
let microphone: Microphone;
let desk: Desk;
let ringing: boolean;

beforeEach(async () => {
  const browser = standInBrowser();
  media = browser.media;
  standIn = new StandIn();
  const { port, server: listening } = await standIn.listen();
  server = listening;
  live = new LiveClient({
    url: `ws://127.0.0.1:${port}/live`,
    page: 'page-1',
    token: async () => 'token',
    WebSocket,
    clock: () => Date.now(),
  });
  microphone = new Microphone(browser.mediaDevices, () => '');
  phone = new Phone({
    url: `ws://127.0.0.1:${port}/sip`,
    confirmed: () => false,
    onConfirm: (listener) => live.state.subscribe(listener),
    microphone: () => microphone.stream(),
    speak: () => undefined,
    refused: () => live.renewCredentials(),
  });
  const unlocked = new Store(false);
  const audio = {
    unlocked,
    ring: (on: boolean) => void (ringing = on),
    unlock: async () => {
      unlocked.set(true);
      return true;
    },
  };
  desk = new Desk({ live, phone, microphone, audio, askNotices: () => undefined });
});
afterEach(async () => {
  live.stop();
  phone.stop();
  await standIn.stop(server);
});

const signedOut = (): void => {
  standIn.live.view = { ...standIn.live.view, intent: { kind: 'signedOut' }, signedInAt: null, microphone: false };
};
const up = () => until(live.state, (s) => s.link.kind === 'up', 5_000);
const commands = () => standIn.live.heard.flatMap((m) => (m.t === 'do' ? [m.command] : []));
const microphoneTold = () => standIn.live.heard.flatMap((m) => (m.t === 'microphone' ? [m.ok] : []));
const ringingIn = async (): Promise<void> => {
  live.start();
  await until(phone.state, (s) => s.registration === 'registered', 5_000);
  standIn.sip.invite('one', 's1-1-7;leg=l2;answer=manual', someOffer);
  await until(phone.state, (s) => s.call !== null, 5_000);
};

describe('going online', () => {
  it('STA-07 LOG-21 LOG-35 asks the microphone, tells the switch, then becomes ready', async () => {
    signedOut();
    live.start(false);
    await up();
    expect(media.tracks).toHaveLength(0);
    expect(await desk.goOnline()).toBe('ready');
    expect(commands()).toEqual([{ type: 'agent.ready' }]);
    expect(microphoneTold().at(-1)).toBe(true);
  });

  it('LOG-36 LOG-37 without a microphone nobody becomes ready; with it, the same button works', async () => {
    signedOut();
    media.trouble = 'NotAllowedError';
    live.start(false);
    await up();
    expect(await desk.goOnline()).toBe('noMicrophone');
    expect(commands()).toEqual([]);
    media.trouble = null;
    expect(await desk.goOnline()).toBe('ready');
  });

  it('LOG-32 the sound check has the microphone before going online, and gives it back', async () => {
    signedOut();
    live.start(false);
    await up();
    desk.checking.set(true);
    await until(microphone.state, ({ kind }) => kind === 'on', 5_000);
    await until(live.state, () => microphoneTold().at(-1) === true, 5_000);
    desk.checking.set(false);
    expect(microphone.state.get().kind).toBe('off');
    expect(commands()).toEqual([]);
  });

  it('who is online after a reload is asked for the microphone without a click', async () => {
    standIn.live.view = { ...standIn.live.view, microphone: false };
    live.start();
    await until(live.state, ({ view }) => view?.microphone === true, 5_000);
    expect(microphoneTold().at(-1)).toBe(true);
  });

  it('tells a switch that was started again, too', async () => {
    live.start();
    await until(live.state, () => microphoneTold().includes(true), 5_000);
    const before = microphoneTold().length;
    standIn.live.kill();
    await until(live.state, (s) => s.link.kind === 'connecting', 5_000);
    await up();
    await until(live.state, () => microphoneTold().length > before, 5_000);
    expect(microphoneTold().at(-1)).toBe(true);
  });

  it('lets the microphone go when going offline', async () => {
    live.start();
    await until(microphone.state, (s) => s.kind === 'on', 5_000);
    standIn.live.show({ intent: { kind: 'signedOut' } });
    await until(microphone.state, (s) => s.kind === 'off', 5_000);
    expect(media.tracks.every((t) => t.readyState === 'ended')).toBe(true);
  });
});

describe('hanging up', () => {
  it('CTL-01 is a command to the switch', async () => {
    await ringingIn();
    await desk.hangUp();
    expect(commands()).toEqual([{ type: 'call.hangup' }]);
    expect(phone.state.get().call).not.toBeNull(); // the switch ends it, not the page
  });

  it('goes by SIP while the switch is down', async () => {
    await ringingIn();
    standIn.live.refuse = () => ({ code: 'recovering' });
    standIn.live.kill();
    await until(live.state, (s) => s.link.kind === 'connecting', 5_000);
    await desk.hangUp();
    expect(phone.state.get().call).toBeNull();
  });

  it('is said again to a switch that comes back and takes the call for running', async () => {
    await ringingIn();
    standIn.live.refuse = () => ({ code: 'recovering' });
    standIn.live.kill();
    await until(live.state, (s) => s.link.kind === 'connecting', 5_000);
    await desk.hangUp();
    const { call, leg } = { call: 's1-1-7' as CallId, leg: 'l5' as LegId };
    expect(desk.hasHungUp(call)).toBe(true);
    standIn.live.view = { ...standIn.live.view, activity: { kind: 'talking', call, leg } };
    standIn.live.refuse = () => null;
    await up();
    await until(live.state, ({ pending }) => commands().length === 1 && pending.size === 0, 5_000);
    expect(commands()).toEqual([{ type: 'call.hangup' }]);
  });

  it('goes by SIP when the switch dies before it answers', async () => {
    await ringingIn();
    standIn.live.decide = () => 'silence';
    const hungUp = desk.hangUp();
    await until(live.state, () => commands().length === 1, 5_000);
    standIn.live.kill();
    await hungUp;
    expect(phone.state.get().call).toBeNull();
  });
});

it('INB-02 rings while a call is offered, and no longer', async () => {
  live.start();
  await up();
  const { view } = standIn.live;
  standIn.live.show({ activity: { kind: 'offered', call: 'c1' as never, leg: 'l1' as never, until: Date.now() + 30_000 } });
  await until(live.state, (s) => s.view?.activity.kind === 'offered', 5_000);
  expect(ringing).toBe(true);
  standIn.live.show({ activity: view.activity });
  await until(live.state, (s) => s.view?.activity.kind === 'idle', 5_000);
  expect(ringing).toBe(false);
});

describe('dialling', () => {
  it('OUT-01 takes a number as it is written elsewhere', async () => {
    const dial = new Dial(desk);
    live.start();
    await up();
    dial.paste('tel:+86 (138) 0013–8000\n');
    await dial.send();
    expect(commands()).toEqual([{ type: 'call.dial', number: '+8613800138000' }]);
    expect(dial.text.get()).toBe('');
  });

  it('keeps the line when the switch refuses', async () => {
    const dial = new Dial(desk);
    live.start();
    await up();
    standIn.live.decide = () => 'noRoute';
    dial.type('12345');
    await expect(dial.send()).rejects.toMatchObject({ code: 'noRoute' });
    expect(dial.text.get()).toBe('12345');
  });

  it('refuses what is no number without asking', async () => {
    const dial = new Dial(desk);
    dial.type('王芳');
    await expect(dial.send()).rejects.toMatchObject({ code: 'numberInvalid' });
  });
});
