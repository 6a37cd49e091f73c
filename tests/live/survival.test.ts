/** Survival, with live sound: kill -9 of each process while people talk, hold, ring and wait. One record a call, nobody stuck, within the promised times. */
import type { CallRecord } from '@zuoxi/contracts';
import { Floor, hears, hearsKind, hearsOn, idle } from '../support/floor';

jest.setTimeout(120_000);

let floor: Floor;
beforeAll(async () => (floor = await Floor.open()));
afterEach(() => floor.clear());
afterAll(() => floor.close());

const once = (ani: string): CallRecord[] => floor.plane.records().filter((r) => r.ani === ani);

describe('kill -9 of the switch', () => {
  test('while talking: the sound goes on, the agent hangs up within 3 s, one record', async () => {
    const { customer, agent, call } = await floor.talking();
    const before = floor.plane.records().length;
    floor.instance.kill('switch', 'SIGKILL');
    const killed = Date.now();
    await hearsOn(customer.call, agent.hz); // rtpengine and mixer never noticed
    expect(await agent.workbench.asks({ type: 'call.hangup' })).toBeNull();
    await Promise.all([customer.call.ended, call.ended]);
    expect(Date.now() - killed).toBeLessThan(3000);
    await floor.plane.record(() => floor.plane.records().length > before);
    expect(floor.plane.records()).toHaveLength(before + 1);
    const numbers = floor.plane.events.map((e) => e.seq);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1)); // I6
    expect(agent.workbench.told).toEqual(agent.workbench.told.map((_, i) => (agent.workbench.told[0] ?? 0) + i));
    await agent.workbench.until(idle, 'idle: the wrap-up timer resumed by wall clock');
  });

  test('while holding: the music goes on, and the call can be retrieved', async () => {
    const { customer, agent, call } = await floor.talking();
    await agent.workbench.asks({ type: 'call.hold' });
    await hearsKind(customer.call, 'music');
    floor.instance.kill('switch', 'SIGKILL');
    expect(await agent.workbench.asks({ type: 'call.resume' })).toBeNull();
    await hears(customer.call, agent.hz);
    await hears(call, 440);
    customer.call.hangup();
    await call.ended;
  });

  test('while ringing: the phone can still answer, and both talk', async () => {
    const agent = await floor.agent('a1');
    const customer = await floor.customer(440, '13700000001');
    const call = await agent.phone.nextCall();
    const { leg } = (await agent.workbench.until((v) => v.activity.kind === 'offered', 'an offer')).activity as { leg: string };
    await floor.plane.event((e) => e.fact.type === 'leg.ringing' && e.fact.leg === leg); // on disk
    floor.instance.kill('switch', 'SIGKILL');
    await floor.instance.waitHealthy('switch');
    call.answer([{ kind: 'tone', hz: agent.hz }]);
    await hears(customer.call, agent.hz);
    await hears(call, 440);
    customer.call.hangup();
    await call.ended;
    await floor.plane.record((r) => r.ani === '13700000001');
    expect(once('13700000001')).toMatchObject([{ outcome: 'normal' }]);
  });

  test('while queueing: the caller keeps the music and the place', async () => {
    const customer = await floor.customer(440, '13700000002');
    await hearsKind(customer.call, 'music', 20_000);
    floor.instance.kill('switch', 'SIGKILL');
    await floor.instance.waitHealthy('switch');
    const agent = await floor.agent('a1');
    const call = await agent.phone.nextCall();
    call.answer([{ kind: 'tone', hz: agent.hz }]);
    await hears(customer.call, agent.hz);
    customer.call.hangup();
    await call.ended;
    expect(await floor.plane.record((r) => r.ani === '13700000002')).toMatchObject({ outcome: 'normal' });
    expect(once('13700000002')).toHaveLength(1);
  });

  test('the customer hangs up while the switch is down: the BYE arrives after all', async () => {
    const { customer, agent, call } = await floor.talking();
    floor.instance.kill('switch', 'SIGKILL');
    customer.call.hangup();
    expect((await call.ended).by).toBe('them');
    await agent.workbench.until((v) => v.activity.kind !== 'talking', 'the end of the call');
  });
});

test('kill -9 of the mixer: sound back within 1 s, the recording goes on in a further segment, one record', async () => {
  const { customer, agent, call } = await floor.talking();
  const before = floor.plane.records().length;
  floor.instance.kill('mixer', 'SIGKILL');
  const gap = await silenceOf(customer.call, agent.hz);
  expect(gap).toBeLessThan(1000);
  await hears(call, 440);
  customer.call.hangup();
  await call.ended;
  const record = await floor.plane.record(() => floor.plane.records().length > before);
  void record;
  expect(floor.plane.records().at(-1)!.segments).toHaveLength(2);
  expect(floor.plane.records()).toHaveLength(before + 1);
});

test('kill -9 of rtpengine: new ports for every leg by re-INVITE, sound both ways, one record', async () => {
  const { customer, agent, call } = await floor.talking();
  const before = floor.plane.records().length;
  const healed = Promise.all([customer.call.nextOffer(), call.nextOffer()]);
  floor.instance.kill('rtpengine', 'SIGKILL');
  expect(await healed).toEqual([true, true]); // the silence before may be too short to be heard
  await hearsOn(customer.call, agent.hz);
  await hearsOn(call, 440);
  expect(await agent.workbench.asks({ type: 'call.hold' })).toBeNull();
  await hearsKind(customer.call, 'music');
  customer.call.hangup();
  await call.ended;
  await floor.plane.record(() => floor.plane.records().length > before);
  expect(floor.plane.records()).toHaveLength(before + 1);
});

test('a restart of Kamailio: running calls keep their sound and can be ended, phones register again', async () => {
  const { customer, agent, call } = await floor.talking();
  await floor.instance.replace('kamailio', 'SIGTERM');
  await hearsOn(customer.call, agent.hz);
  await floor.instance.waitHealthy('kamailio');
  await floor.instance.waitHealthy('switch'); // it has told the new Kamailio who there is
  expect(await agent.workbench.asks({ type: 'call.hangup' })).toBeNull();
  await Promise.all([customer.call.ended, call.ended]);
  expect(await agent.phone.register('zuoxi', { user: 'a1', password: 'a-desk-phone-of-the-tests' })).toBe(200);
  await agent.workbench.until((v) => v.station.registered, 'a registered phone');
});

/** Milliseconds of silence that a phone hears from now until the tone is back. */
async function silenceOf(call: Parameters<typeof hears>[0], hz: number): Promise<number> {
  const silence = await call.hears.next((h) => h.kind === 'silence', 3000);
  if (!silence) return 0; // shorter than a step of the ear
  await hears(call, hz, 5000);
  return silence.ms;
}
