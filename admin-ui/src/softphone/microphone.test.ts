import { standInBrowser, type StandInMedia } from '../../dev/stand-in/browser';
import { until } from '../providers/store';
import { Microphone } from './microphone';

let media: StandInMedia;
let mediaDevices: MediaDevices;
let microphone: Microphone;

beforeEach(() => {
  ({ media, mediaDevices } = standInBrowser());
  microphone = new Microphone(mediaDevices, () => '');
});

it.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'inUse'],
  ['SomethingNewError', 'other'],
])('LOG-35 %s is told as "%s"', async (name, why) => {
  media.trouble = name;
  expect(await microphone.acquire()).toBe(false);
  expect(microphone.state.get()).toEqual({ kind: 'failed', why });
});

it('a page that is not secure has no microphone, and says so', async () => {
  const none = new Microphone(undefined, () => '');
  expect(await none.acquire()).toBe(false);
  expect(none.state.get()).toEqual({ kind: 'failed', why: 'insecure' });
});

it('LOG-37 works again after the fault was removed', async () => {
  media.trouble = 'NotFoundError';
  await microphone.acquire();
  media.trouble = null;
  expect(await microphone.acquire()).toBe(true);
});

it('asks once, however many parts want it', async () => {
  await Promise.all([microphone.acquire(), microphone.acquire(), microphone.stream()]);
  expect(media.tracks).toHaveLength(1);
});

it('a pulled plug falls back to another microphone, or shows at once', async () => {
  await microphone.acquire();
  media.tracks[0]?.lose();
  await until(microphone.state, (s) => s.kind === 'on' && s.label === 'headset 2', 1_000);
  media.trouble = 'NotFoundError';
  media.tracks[1]?.lose();
  await until(microphone.state, (s) => s.kind === 'failed', 1_000);
  media.trouble = null;
  media.dispatchEvent(new Event('devicechange'));
  expect(await until(microphone.state, (s) => s.kind === 'on', 1_000)).toBe(true);
});

it('says nothing outside calls, and is let go when signed out', async () => {
  await microphone.acquire();
  microphone.listen(false);
  expect(media.tracks[0]?.enabled).toBe(false);
  microphone.release();
  expect(media.tracks[0]?.readyState).toBe('ended');
});
