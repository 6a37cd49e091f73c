import type { Directory, FromWorkbench, LegId, ToWorkbench } from '@zuoxi/contracts';
import { sealNumber } from '@zuoxi/contracts/callback';
import { directoryOf } from '../core/story';
import { browserKey, credentialsLifeMs } from './credentials';
import { a1, Client, secrets, startSwitch, token, withRight, workbenchAt, type SwitchOfStory } from './story';

let here: SwitchOfStory;
beforeEach(async () => (here = await startSwitch()));
afterEach(() => here.stop());
const workbench = (session?: string, hello?: Parameters<typeof workbenchAt>[2]) => workbenchAt(here.url, session, hello);

describe('/live', () => {
  test('LOG-03 D17 hello is answered with the view and with SIP credentials of this login that live for minutes', async () => {
    const client = await workbench();
    const { view, sip, n } = await client.until('welcome');
    expect(view).toMatchObject({
      agent: { number: '1001' },
      tenant: { code: 'demo' },
      intent: { kind: 'ready' },
      station: { latencyMs: 23 },
    });
    expect(sip.username).toBe(`${Math.floor(sip.until / 1000)}:a1:${browserKey('session-1')}`);
    expect(sip.until).toBeLessThanOrEqual(Date.now() + credentialsLifeMs);
    client.say({ t: 'credentials' });
    expect((await client.until('credentials')).sip.username).toContain(`:a1:${browserKey('session-1')}`);
    expect(n).toBeGreaterThan(0);
  });

  test.each([
    ['forged', () => token('session-1', {}, 'x'.repeat(48))],
    ['of another tenant', () => token('session-1', { tenant: 't2' })],
    ['without a session', () => token('session-1', { session: 'x' })],
    ['no token at all', () => Promise.resolve('nonsense')],
  ])('a token that is %s is refused, and nothing is shown', async (_what, make) => {
    const client = await workbench('session-1', { token: await make() });
    expect(await client.until('refused')).toMatchObject({ code: 'tokenInvalid' });
    expect(await client.closed()).toBe(4003);
    expect(client.heard.map((m) => m.t)).toEqual(['refused']);
  });

  test('D10 a tenant may forbid to move a session', async () => {
    await (await workbench('session-1')).until('welcome');
    await here.engine.ask({ on: 'directory', directory: { ...directoryOf({}, { sessionsMayMove: false }), version: 7 } });
    const second = await workbench('session-2', { token: await token('session-2', { mayMove: true }), move: true });
    expect(await second.until('refused')).toMatchObject({ code: 'sessionElsewhere', mayMove: false });
  });

  test('LOG-04 D10 the second browser is refused with since when, and may move the session here', async () => {
    const first = await workbench();
    await first.until('welcome');
    const second = await workbench('session-2');
    expect((await second.until('refused')).since).toBeGreaterThan(0);
    const third = await workbench('session-2', { move: true });
    await third.until('welcome');
    await first.until('moved');
    expect(await first.closed()).toBe(4002);
    expect(here.overAtTheEdge).toEqual([browserKey('session-1')]); // its phone is no phone any more
    await (await workbench('session-1', { move: true })).until('welcome');
    expect(here.overAtTheEdge).toEqual([browserKey('session-2')]);
  });

  test('messages of the wrong shape are answered, change nothing, and the socket goes on', async () => {
    const client = await workbench();
    await client.until('welcome');
    client.socket.send('{"t":"do","id":1,"command":{"type":"call.explode"}}');
    client.socket.send('not json');
    client.socket.send(Buffer.from([1, 2, 3]));
    client.say({ t: 'ping', at: 7 });
    await client.until('pong');
    expect(client.heard.filter((m) => m.t === 'failed')).toHaveLength(3);
  });

  test('a command is answered done or failed with a reason, and the view follows', async () => {
    const client = await workbench();
    await client.until('welcome');
    client.say({ t: 'do', id: 1, command: { type: 'agent.notReady', reason: 'break' } });
    await client.until('done');
    await client.until('view', (m) => m.view.intent?.kind === 'notReady');
    client.say({ t: 'do', id: 2, command: { type: 'call.hold' } });
    expect(await client.until('failed')).toMatchObject({ id: 2, code: 'noCall' });
  });

  test('CDR-01 D25 a sealed number is dialled without the browser knowing it; a forged or foreign one is refused', async () => {
    const client = await workbench();
    await client.until('welcome');
    client.say({ t: 'microphone', ok: true });
    here.engine.post({ on: 'station.registered', agent: a1, peer: 'browser' });
    const subject = { type: 'ticket', id: 'x1' };
    const sealedFor = (tenant: string) =>
      sealNumber(secrets.live, { number: '13800138000', tenant: tenant as never, subject }, Date.now() + 60_000);
    const foreign = await sealedFor('t2');
    client.say({ t: 'do', id: 1, command: { type: 'call.callBack', token: foreign } });
    expect(await client.until('failed')).toMatchObject({ code: 'numberInvalid' });
    const sealed = await sealedFor('t1');
    client.say({ t: 'do', id: 2, command: { type: 'call.callBack', token: sealed } });
    await client.until('done');
    const { view } = await client.until('view', (m) => !!m.view.call);
    expect(view.call).toMatchObject({ number: '138****8000', subject });
  });

  test('I6 a socket that comes back resumes where it was: no gap, no repeat', async () => {
    const first = await workbench();
    await first.until('welcome');
    first.say({ t: 'do', id: 1, command: { type: 'agent.notReady', reason: 'break' } });
    const last = (await first.until('fact')).n;
    first.socket.terminate();
    here.engine.post({ on: 'agent.microphone', agent: a1, ok: true });
    await here.engine.ask({ on: 'station.registered', agent: a1, peer: 'browser' });
    const again = await workbench('session-1', { resume: last, online: undefined });
    await again.until('welcome');
    again.say({ t: 'ping', at: 1 });
    await again.until('pong');
    const numbers = again.heard.flatMap((m) => (m.t === 'fact' ? [m.n] : []));
    expect(numbers[0]).toBe(last + 1);
    expect(numbers).toEqual(numbers.map((_, i) => last + 1 + i));
    expect((await again.until('welcome')).view.intent.kind).toBe('notReady');
  });

  test('D25 OUT-28 nothing that an agent is sent, from ring to record, holds the full number; who may see it, sees it', async () => {
    const listens = async (unmasked: boolean) => {
      await here.engine.ask({ on: 'directory', directory: withRight(unmasked) });
      // a right that a token of the version before claims is none
      const client = await workbench('session-1', { token: await token('session-1', { unmasked: true }), move: true });
      await client.until('welcome');
      client.say({ t: 'microphone', ok: true });
      await here.engine.ask({ on: 'station.registered', agent: a1, peer: 'browser' });
      const leg = `in-${unmasked}` as LegId;
      await here.engine.ask({
        on: 'leg.invited',
        leg,
        source: { kind: 'trunk', trunk: 'k1' as never },
        ani: '13812345678',
        dnis: '4001',
      });
      await client.until('fact', (m) => m.event.fact.type === 'call.offered');
      await here.engine.ask({ on: 'leg.ended', leg, ending: { cause: 'hangup', owner: 'customer' } });
      await client.until('fact', (m) => m.event.fact.type === 'call.ended');
      return JSON.stringify(client.heard);
    };
    expect(await listens(false)).not.toContain('13812345678');
    expect(JSON.stringify(here.effects.filter((e) => e.do === 'leg.dial'))).not.toContain('13812345678');
    expect(await listens(true)).toContain('13812345678');
  });

  test('D25 a role that loses the right masks the open page at once, without a new login, and one that gets it opens it', async () => {
    await here.engine.ask({ on: 'directory', directory: withRight(true) });
    const client = await workbench();
    await client.until('welcome');
    client.say({ t: 'microphone', ok: true });
    await here.engine.ask({ on: 'station.registered', agent: a1, peer: 'browser' });
    const call = {
      leg: 'in-1' as LegId,
      source: { kind: 'trunk', trunk: 'k1' as never },
      ani: '13812345678',
      dnis: '4001',
    } as const;
    await here.engine.ask({ on: 'leg.invited', ...call });
    const shown = async (number: string) => {
      await client.until('view', ({ view }) => view.call?.number === number);
      client.heard.length = 0;
    };
    await shown('13812345678');
    await here.engine.ask({ on: 'directory', directory: withRight(false) });
    await shown('138****5678');
    await here.engine.ask({ on: 'leg.ended', leg: call.leg, ending: { cause: 'hangup', owner: 'customer' } });
    await client.until('fact', ({ event }) => event.fact.type === 'call.ended');
    expect(JSON.stringify(client.heard)).not.toContain('13812345678');
    await here.engine.ask({ on: 'directory', directory: withRight(true) });
    expect(here.engine.view(a1, null)?.call ?? null).toBeNull(); // it only rang
  });

  test.each(['blocked', 'moved to another tenant'])(
    'an account that was %s is out as soon as the directory says so',
    async (why) => {
      const client = await workbench();
      await client.until('welcome');
      const agents = directoryOf().agents.filter(({ id }) => why !== 'blocked' || id !== a1);
      const moved = (a: Directory['agents'][number]) => (a.id === a1 ? { ...a, tenant: 't2' as never, groups: [] } : a);
      const directory = { ...directoryOf(), agents: agents.map(moved), version: 9, numbers: [] };
      await here.engine.ask({ on: 'directory', directory });
      expect(await client.until('refused')).toMatchObject({ code: 'tokenInvalid' });
      expect(await client.closed()).toBe(4003);
      expect(here.overAtTheEdge).toEqual([browserKey('session-1')]);
      const neighbour = await workbench('session-2', { token: await token('session-2', {}, secrets.live, 'a2') });
      await neighbour.until('welcome');
    },
  );

  test('who does not say within seconds who it is, is closed', async () => {
    const silent = new Client<FromWorkbench, ToWorkbench>(`${here.url}/live`);
    await silent.open;
    silent.say({ t: 'ping', at: 1 });
    expect(await silent.closed()).toBe(4000);
  }, 10_000);

  test('a closed tab takes no calls any more', async () => {
    const client = await workbench();
    await client.until('welcome');
    client.say({ t: 'microphone', ok: true });
    await here.engine.ask({ on: 'station.registered', agent: a1, peer: 'browser' });
    client.socket.close();
    await client.closed();
    while (here.engine.world.agents.get(a1)?.session?.lostAt === null) await here.engine.ask({ on: 'due' });
    await here.engine.ask({
      on: 'leg.invited',
      leg: 'in-1' as LegId,
      source: { kind: 'trunk', trunk: 'k1' as never },
      ani: '138',
      dnis: '4001',
    });
    expect(here.engine.view(a1, null)?.activity.kind).toBe('idle');
  });
});
