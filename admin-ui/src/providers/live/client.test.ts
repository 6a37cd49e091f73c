import type { Server } from 'node:http';
import { standInBrowser } from '../../../dev/stand-in/browser';
import { StandIn } from '../../../dev/stand-in/stand-in';
import { restingView } from '../../../dev/stand-in/view';
import { until } from '../store';
import { LiveClient } from './client';
import type { LiveState } from './state';

standInBrowser();

let standIn: StandIn;
let server: Server;
let port: number;
let live: LiveClient;
let tokens: (string | null)[];
let renewed: boolean[];

const become = (kind: LiveState['link']['kind']) => until(live.state, (s) => s.link.kind === kind, 5_000);
const client = (): LiveClient =>
  new LiveClient({
    url: `ws://127.0.0.1:${port}/live`,
    page: 'page-1',
    token: async (renew) => {
      renewed.push(renew);
      return (renew ? tokens[1] : tokens[0]) ?? null;
    },
    WebSocket,
    clock: () => Date.now(),
  });

beforeEach(async () => {
  standIn = new StandIn();
  ({ server, port } = await standIn.listen());
  tokens = ['token-1', 'token-2'];
  renewed = [];
  live = client();
});
afterEach(async () => {
  live.stop();
  await standIn.stop(server);
});

describe('saying hello', () => {
  it('D17 tells the choice at entry once: a link that comes back does not choose again', async () => {
    live.start(true);
    await become('up');
    standIn.live.kill();
    await become('connecting');
    await become('up');
    expect(standIn.live.hellos.map((h) => h.online)).toEqual([true, undefined]);
  });

  it('shows the view and the credentials of the welcome', async () => {
    live.start();
    await become('up');
    const { view, sip } = live.state.get();
    expect(view?.tenant.name).toBe('示例企业');
    expect(sip?.user).toBe('a1');
  });

  it('D10 where the tenant forbids it, moving here is not offered', async () => {
    standIn.live.refuse = () => ({ code: 'sessionElsewhere', since: 1_000, mayMove: false });
    live.start();
    await become('elsewhere');
    expect(live.state.get().link).toEqual({ kind: 'elsewhere', since: 1_000, mayMove: false });
  });

  it('LOG-04 a second login is told since when the first one works, and D10 moves here only when asked', async () => {
    standIn.live.refuse = ({ move }) => (move ? null : { code: 'sessionElsewhere', since: 1_000 });
    live.start();
    await become('elsewhere');
    expect(live.state.get().link).toEqual({ kind: 'elsewhere', since: 1_000, mayMove: true });
    live.moveHere();
    await become('up');
    expect(standIn.live.hellos.map((h) => h.move)).toEqual([false, true]);
  });

  it('D10 the page that lost its session says so and stays away', async () => {
    live.start();
    await become('up');
    standIn.live.say({ t: 'moved' });
    await become('moved');
    expect(standIn.live.hellos).toHaveLength(1);
  });

  it('a duplicated tab takes the place of this one: they do not fight for it', async () => {
    live.start();
    await become('up');
    standIn.live.close(4002);
    await become('replaced');
  });

  it('fetches a new token when the switch refuses the old one', async () => {
    standIn.live.refuse = ({ token }) => (token === 'token-2' ? null : { code: 'tokenInvalid' });
    live.start();
    await become('up');
    expect(renewed).toEqual([false, true]);
  });

  it('ends where no login stands behind it any more', async () => {
    tokens = ['token-1', null];
    standIn.live.refuse = () => ({ code: 'tokenInvalid' });
    live.start();
    await become('refused');
  });

  it('does not fetch token after token for a switch that refuses a fresh one: it waits until the directory is there', async () => {
    let refusals = 4;
    standIn.live.refuse = () => (refusals-- > 0 ? { code: 'tokenInvalid' } : null);
    live.start();
    expect(await become('up')).toBe(true);
    expect(renewed.filter(Boolean)).toHaveLength(1);
  });

  it('waits for a switch that recovers, and says so', async () => {
    let refusals = 2;
    standIn.live.refuse = () => (refusals-- > 0 ? { code: 'recovering' } : null);
    live.start();
    await until(live.state, ({ link }) => link.kind === 'connecting' && link.code === 'recovering', 5_000);
    expect(await become('up')).toBe(true);
  });
});

describe('when the link breaks', () => {
  it('keeps the last view: the call goes on', async () => {
    live.start();
    await become('up');
    standIn.live.kill();
    await become('connecting');
    expect(live.state.get().view).not.toBeNull();
  });

  it('comes back to a switch that was started again', async () => {
    live.start();
    await become('up');
    await standIn.stop(server);
    await become('connecting');
    ({ server } = await standIn.listen(port));
    expect(await become('up')).toBe(true);
  });

  it('I6 asks for what it missed and takes no fact twice', async () => {
    const seen: number[] = [];
    live.onFact((event) => seen.push(event.seq));
    live.start();
    await become('up');
    const { agent } = restingView(Date.now());
    standIn.live.tell({ type: 'station.changed', agent: agent.id, registered: true });
    await until(live.state, () => seen.length === 1, 2_000);
    standIn.live.kill();
    await become('connecting');
    await become('up');
    standIn.live.tell({ type: 'station.changed', agent: agent.id, registered: true }, 1);
    standIn.live.tell({ type: 'station.changed', agent: agent.id, registered: false }, 2);
    standIn.live.show({});
    await until(live.state, () => seen.length > 1, 2_000);
    expect(standIn.live.hellos.map((h) => h.resume)).toEqual([undefined, 1]);
    expect(seen).toEqual([1, 2]);
  });

  it('a command on its way is reported as unknown, not as done', async () => {
    live.start();
    await become('up');
    standIn.live.decide = () => 'silence';
    const sent = live.do({ type: 'call.hold' });
    const outcome = expect(sent).rejects.toMatchObject({ code: 'unknown' });
    await until(live.state, () => standIn.live.heard.some((m) => m.t === 'do'), 2_000);
    standIn.live.kill();
    await outcome;
  });

  it('a command without a link is refused at once', async () => {
    await expect(live.do({ type: 'call.hold' })).rejects.toMatchObject({ code: 'linkDown' });
  });
});

describe('commands', () => {
  it('are pending until the switch answers', async () => {
    live.start();
    await become('up');
    const sent = live.do({ type: 'agent.notReady', reason: 'break' });
    expect(live.state.get().pending).toEqual(new Set(['agent.notReady']));
    await sent;
    expect(live.state.get().pending).toEqual(new Set());
  });

  it('tell why they were refused', async () => {
    live.start();
    await become('up');
    standIn.live.decide = () => 'noOutboundNumber';
    await expect(live.do({ type: 'call.redial' })).rejects.toMatchObject({ code: 'noOutboundNumber' });
    expect(live.state.get().pending.size).toBe(0);
  });
});

it('measures the way to the switch and the difference of the clocks', async () => {
  live.start();
  await until(live.state, (s) => s.latencyMs !== null, 5_000);
  expect(Math.abs(live.state.get().offset)).toBeLessThan(1_000);
});

it('asks for new SIP credentials when told to, and shows them', async () => {
  live.start();
  await become('up');
  const before = live.state.get().sip;
  live.renewCredentials();
  expect(await until(live.state, (s) => s.sip !== before, 2_000)).toBe(true);
});
