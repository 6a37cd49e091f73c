/** Both adapters behind one port, the bucket against a real service; what is moved is nowhere lost. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { givenBucket, type TestBucket } from '../../../tests/support/bucket';
import { scratch } from '../../../tests/support/children';
import { Bucket, Folder, Mover, TieredStorage, type Storage } from './index';

let service: TestBucket;
let bucket: Bucket;
let place: { path: string; remove(): void };
let local: string;
const open = (secret = 'S3RVER'): Bucket =>
  new Bucket(
    {
      endpoint: `http://127.0.0.1:${service.port}`,
      region: 'us-east-1',
      bucket: 'recordings-of-the-house',
      prefix: 'zuoxi/',
      accessKey: 'S3RVER',
      secretKey: secret,
      pathStyle: true,
    },
    'recordings/',
  );
beforeAll(async () => {
  service = await givenBucket();
  bucket = open();
  place = scratch('storage');
  local = join(place.path, 'local');
  writeFileSync(local, 'abcdefghij');
});
afterAll(async () => {
  bucket?.close();
  await service?.stop();
  place?.remove();
});

const folder = (name: string): Folder => new Folder(join(place.path, name));
const content = async (storage: Storage, key: string): Promise<string | null> => {
  const found = await storage.find(key);
  return found && (await buffer(await found.read())).toString();
};
const keys = async (storage: Storage): Promise<string[]> => {
  const all: string[] = [];
  for await (const { key } of storage.list()) all.push(key);
  return all.sort();
};

describe.each(['folder', 'bucket'])('a %s', (kind) => {
  const storage = (): Storage => (kind === 'folder' ? folder('one') : bucket);

  it('gives back what was put into it, whole and in part, and lists it', async () => {
    await storage().put('t1/2026/11/29/a.1.wav', local);
    await storage().put('t1/坐席 1.wav', local);
    const found = await storage().find('t1/2026/11/29/a.1.wav');
    expect(found?.size).toBe(10);
    expect(await content(storage(), 't1/坐席 1.wav')).toBe('abcdefghij');
    expect((await buffer(await found!.read({ from: 2, to: 4 }))).toString()).toBe('cde');
    expect(await keys(storage())).toEqual(['t1/2026/11/29/a.1.wav', 't1/坐席 1.wav']);
  });

  it('has none of another name, and none that was removed', async () => {
    await storage().put('t1/gone.wav', local);
    await storage().remove('t1/gone.wav');
    await storage().remove('t1/gone.wav');
    expect(await storage().find('t1/gone.wav')).toBeNull();
    expect(await storage().find('t1')).toBeNull();
  });

  it.each(['../secrets.json', 't1/../../secrets.json', '/etc/passwd', 't1//x', '', 't1/\n'])(
    'no key leads out of it: %j',
    async (key) => {
      await expect((async () => storage().find(key))()).rejects.toThrow('no key');
      await expect((async () => storage().put(key, local))()).rejects.toThrow('no key');
    },
  );
});

it('a bucket that cannot be used says so', async () => {
  const wrong = open('WRONG');
  await expect(wrong.tryOut()).rejects.toThrow(/signature/i);
  await expect(bucket.tryOut()).resolves.toBeUndefined();
  wrong.close();
});

describe('a folder with a bucket behind it', () => {
  const given = (name: string, whole = (all: readonly string[]) => Promise.resolve(all)) => {
    const near = folder(name);
    const storage = new TieredStorage(near, bucket);
    const words: string[] = [];
    let told = (): void => undefined;
    const note = (text: string): void => {
      words.push(text);
      told();
    };
    const mover = new Mover({ storage, name, log: { info: note, warn: note }, whole, everyMs: 20 });
    const until = async (fits: () => boolean | Promise<boolean>): Promise<void> => {
      while (!(await fits())) await new Promise<void>((next) => setTimeout(next, 5));
    };
    const lies = (key: string): void => {
      mkdirSync(dirname(near.pathOf(key)), { recursive: true });
      writeFileSync(near.pathOf(key), 'sound');
    };
    return { near, storage, mover, words, until, lies, heard: () => new Promise<void>((next) => (told = next)) };
  };

  it('what is whole is moved, what is written stays, and both are read all the time', async () => {
    const { near, storage, mover, until, lies } = given('moving', async (all) => all.filter((key) => !key.includes('open')));
    lies('m/open.wav');
    lies('m/done.wav');
    const before = await storage.find('m/done.wav');
    mover.start();
    await until(async () => (await near.find('m/done.wav')) === null);
    expect(await content(storage, 'm/done.wav')).toBe('sound');
    expect((await buffer(await before!.read({ from: 1, to: 2 }))).toString()).toBe('ou');
    expect(await content(storage, 'm/open.wav')).toBe('sound');
    await mover.stop();
    expect(await keys(near)).toEqual(['m/open.wav']);
    await storage.remove('m/done.wav');
    expect(await storage.find('m/done.wav')).toBeNull();
  });

  it('while the bucket is away nothing is lost, one line says so, and afterwards all is moved', async () => {
    const { near, storage, mover, words, until, lies, heard } = given('away');
    await service.goAway();
    lies('w/1.wav');
    lies('w/2.wav');
    const said = heard();
    mover.start();
    await said;
    expect(await keys(near)).toEqual(['w/1.wav', 'w/2.wav']);
    expect(await content(storage, 'w/1.wav')).toBe('sound');
    await service.comeBack();
    await until(async () => (await keys(near)).length === 0);
    await mover.stop();
    expect([await content(storage, 'w/1.wav'), await content(storage, 'w/2.wav')]).toEqual(['sound', 'sound']);
    expect(words).toEqual([expect.stringMatching(/^away: files stay here/), 'away: the bucket is back']);
  });

  it('one file that cannot be read does not hold up the others', async () => {
    const { near, mover, until, lies } = given('odd');
    mkdirSync(dirname(near.pathOf('o/1/x')), { recursive: true });
    lies('o/2');
    const whole = jest.spyOn(near, 'find');
    whole.mockImplementationOnce(() => Promise.reject(new Error('EIO')));
    lies('o/1/x');
    mover.start();
    await until(async () => (await keys(near)).length === 0);
    await mover.stop();
  });

  it('without a bucket it is the folder', async () => {
    const storage = new TieredStorage(folder('alone'), null);
    await storage.put('a/b', local);
    await storage.moveOut('a/b');
    expect([await content(storage, 'a/b'), await keys(storage)]).toEqual(['abcdefghij', ['a/b']]);
    expect(readdirSync(join(place.path, 'alone/a'))).toEqual(['b']);
  });
});
