import { Store } from '../providers/store';
import { Audio, AudioSettings } from './audio';

/** A page whose browser plays nothing until somebody clicks. */
function lockedPage() {
  let locked = true;
  const playing = new Set<string>();
  const listeners = new Map<string, Set<() => void>>();
  const of = (name: string): Set<() => void> => listeners.get(name) ?? listeners.set(name, new Set()).get(name)!;
  const element = () => {
    const player = {
      dataset: {} as Record<string, string>,
      srcObject: null,
      volume: 1,
      play: async (): Promise<void> => {
        if (locked) throw new DOMException('locked', 'NotAllowedError');
        playing.add(player.dataset.sound ?? '');
      },
      pause: () => playing.delete(player.dataset.sound ?? ''),
    };
    return player;
  };
  Object.assign(globalThis, {
    document: {
      createElement: element,
      body: { append: () => undefined },
      addEventListener: (name: string, act: () => void) => void of(name).add(act),
      removeEventListener: (name: string, act: () => void) => void of(name).delete(act),
    },
  });
  return {
    playing,
    clicks: (): void => {
      locked = false;
      for (const act of [...of('click')]) act();
    },
    waiting: (): number => of('click').size + of('keydown').size,
  };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('a call that the browser refused to play sounds after the next click, wherever that is', async () => {
  const page = lockedPage();
  const audio = new Audio(new Store(AudioSettings.parse({})));
  audio.speak({} as MediaStream);
  await settled();
  expect([page.playing.has('call'), audio.unlocked.get(), page.waiting()]).toEqual([false, false, 2]);
  page.clicks();
  await settled();
  expect([page.playing.has('call'), audio.unlocked.get(), page.waiting()]).toEqual([true, true, 0]);
});

it('a call that ended meanwhile stays silent', async () => {
  const page = lockedPage();
  const audio = new Audio(new Store(AudioSettings.parse({})));
  audio.speak({} as MediaStream);
  await settled();
  audio.speak(null);
  page.clicks();
  await settled();
  expect(page.playing.has('call')).toBe(false);
});
