/** Which phone may do what: the live plane of an instance, real desk phones, and a browser's SIP with the credentials that the switch gives it. */
import { sipDomain } from '@zuoxi/contracts/environment';
import type { SipCredentials } from '@zuoxi/contracts';
import { Floor, idle, type FloorAgent } from '../support/floor';
import { udpPeer, wsPeer, type Peer } from '../support/sip/peer';
import { register } from '../support/sip/register';

jest.setTimeout(120_000);

let floor: Floor;
const peers: Peer[] = [];
beforeAll(async () => (floor = await Floor.open()));
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.close()));
  await floor.clear();
});
afterAll(() => floor.close());

const keep = (peer: Peer): Peer => {
  peers.push(peer);
  return peer;
};
const registers = async (peer: Peer, { user, username, password }: SipCredentials): Promise<number | null> =>
  (await register(peer, { agent: user, user: username, password })).answer.status;
/** The agent's desk phone dials: the status that refuses it, or that it was answered. Why, stands in the Reason header (sip/adapter.test.ts). */
async function dials(agent: FloorAgent, number: string): Promise<number | 'answered'> {
  const call = await agent.phone.call(`sip:${number}@${sipDomain}`, { from: `sip:${agent.id}@${sipDomain}` });
  if (!(await call.answered)) return (await call.ended).status;
  call.hangup();
  await agent.workbench.until(idle, 'idle');
  return 'answered';
}

// first: no desk phone of these agents is registered yet
test('LOG-04 a login that is over has no registration and no credentials any more, and its neighbour and the next login have theirs', async () => {
  const [page, neighbour] = [await floor.workbench('a1', 'session-over'), await floor.workbench('a2')];
  const ws = { host: '127.0.0.1', port: floor.instance.instance.ports.sipWs };
  const [mine, theirs] = [keep(await wsPeer(ws, '198.51.100.7')), keep(await wsPeer(ws, '198.51.100.8'))];
  expect([await registers(mine, page.sip!), await registers(theirs, neighbour.sip!)]).toEqual([200, 200]);
  await page.until((v) => v.station.registered, 'a registered browser');
  const { host, sip: port } = floor.instance.instance;
  expect(await registers(keep(await udpPeer({ host, port })), page.sip!)).toBe(403);

  const gone = floor.plane.event(({ fact }) => fact.type === 'station.changed' && fact.agent === 'a1' && !fact.registered);
  floor.plane.ends('session-over');
  await gone;
  expect([await registers(mine, page.sip!), await registers(theirs, neighbour.sip!)]).toEqual([403, 200]);
  expect(neighbour.view?.station.registered).toBe(true);

  const next = await floor.workbench('a1', 'session-next');
  expect(await registers(mine, next.sip!)).toBe(200);

  // the registrar notices closed tabs within two seconds: the tests that follow begin without them
  await Promise.all(peers.splice(0).map((peer) => peer.close()));
  for (const one of [next, neighbour]) await one.until((v) => !v.station.registered, 'no browser');
});

test('D25 a desk phone shows who calls in full only where the agent’s role sees numbers', async () => {
  const shown = async (id: 'a1' | 'a2'): Promise<{ from: string; raw: string }> => {
    const agent = await floor.agent(id);
    const customer = await floor.customer();
    const { invitation } = await agent.phone.nextCall();
    customer.call.hangup();
    await agent.workbench.until(idle, 'idle');
    await floor.clear();
    return { from: invitation?.from ?? '', raw: JSON.stringify([invitation, [...(invitation?.headers ?? [])]]) };
  };
  const masked = await shown('a1');
  expect(masked.from).toBe('sip:138****8000@zuoxi');
  expect(masked.raw).not.toContain('13800138000'); // in no other header either
  expect((await shown('a2')).from).toBe('sip:13800138000@zuoxi');
});

test('D1 a desk phone dials by the same rules as the button: not while signed out or away, not abroad; the colleague does', async () => {
  const [agent, colleague] = [await floor.agent('a1'), await floor.agent('a2')];
  expect(await dials(agent, '13900000000')).toBe('answered');
  expect(await dials(agent, '0085223456789')).toBe(403);
  expect(await agent.workbench.asks({ type: 'call.dial', number: '0085223456789' })).toBe('prefixNotAllowed');
  await agent.workbench.asks({ type: 'agent.notReady', reason: 'away' });
  expect(await dials(agent, '13900000000')).toBe(403);
  await agent.workbench.asks({ type: 'agent.signOut' });
  expect(await dials(agent, '13900000000')).toBe(403);
  expect(await dials(agent, '*43')).toBe('answered');
  expect(await dials(colleague, '13900000000')).toBe('answered');
  const codes = ['prefixNotAllowed', 'notAllowed', 'notSignedIn'];
  for (const code of codes) await floor.plane.event(({ fact }) => fact.type === 'dial.refused' && fact.code === code);
});
