import type { Directory, FromRecordPlane, ToRecordPlane } from '@zuoxi/contracts';
import { directoryOf } from '../core/story';
import { browserKey } from './credentials';
import { Client, secrets, startSwitch, workbenchAt, type SwitchOfStory } from './story';

let here: SwitchOfStory;
beforeEach(async () => (here = await startSwitch()));
afterEach(() => here.stop());
const workbench = (session?: string, hello?: Parameters<typeof workbenchAt>[2]) => workbenchAt(here.url, session, hello);

describe('/feed', () => {
  const follow = async (after: number, secret = secrets.feed, at?: number) => {
    const client = new Client<FromRecordPlane, ToRecordPlane>(`${here.url}/feed`);
    await client.open;
    client.say({ t: 'follow', secret, after, ...(at === undefined ? {} : { at }) });
    return client;
  };

  test('a wrong secret gets nothing', async () => {
    const client = await follow(0, 'wrong');
    expect(await client.closed()).toBe(4003);
    expect(client.heard).toEqual([{ t: 'failed', code: 'tokenInvalid' }]);
  });

  test('LOG-04 a login that is over loses its workbench at once, and its token opens none again; others stay', async () => {
    const plane = await follow(0);
    const desk = await workbench('session-1');
    await desk.until('welcome');
    plane.say({ t: 'sessionsEnded', sessions: ['session-1'] });
    expect(await desk.until('refused')).toMatchObject({ code: 'tokenInvalid' });
    expect(await desk.closed()).toBe(4003);
    expect(here.overAtTheEdge).toEqual([browserKey('session-1')]);
    const again = await workbench('session-1', { move: true });
    expect(await again.until('refused')).toMatchObject({ code: 'tokenInvalid' });
    const fresh = await workbench('session-2', { move: true });
    await fresh.until('welcome');
  });

  test('events come numbered, from where the follower was; a directory is taken and told', async () => {
    const first = await follow(0);
    const directory: Directory = { ...directoryOf({}, { name: '新名' }), version: 2 };
    first.say({ t: 'directory', directory });
    expect(await first.until('directory.taken')).toMatchObject({ version: 2 });
    const desk = await workbench();
    expect((await desk.until('welcome')).view.tenant.name).toBe('新名');
    const { event } = await first.until('event');
    const again = await follow(event.seq);
    const next = await again.until('event');
    expect(next.event.seq).toBe(event.seq + 1);
  });

  test('a follower that is ahead, because our data directory is new, gets everything', async () => {
    const client = await follow(1_000_000);
    await workbench();
    expect((await client.until('event')).event.seq).toBe(1);
  });

  test('a follower that stored a life which never reached our disk gets everything of this one', async () => {
    await (await workbench()).until('welcome');
    const [first] = here.engine.events.after(0, 1);
    const same = await follow(1, secrets.feed, first?.event.at);
    expect((await same.until('event')).event.seq).toBe(2);
    const other = await follow(1, secrets.feed, 5);
    expect((await other.until('event')).event.seq).toBe(1);
  });

  test('a directory that names a missing queue is refused with every error, and the old one stays', async () => {
    const client = await follow(0);
    const good = directoryOf();
    const numbers = good.numbers.map((n) => ({ ...n, to: { kind: 'queue' as const, queue: 'q9' as never } }));
    client.say({ t: 'directory', directory: { ...good, version: 3, numbers } });
    const refused = await client.until('directory.refused');
    expect(refused.errors[0]).toContain('queue q9');
    expect(here.engine.world.directory.source.version).toBe(1);
  });
});
