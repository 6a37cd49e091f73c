/** An agent away from the desk: the carrier reaches the mobile, as it reaches any number, and the call is an ordinary one. */
import { Phone } from '@zuoxi/robot';
import { Floor, hears, hearsKind, hearsOn, idle } from '../support/floor';

jest.setTimeout(120_000);

const mobileHz = 700;
const customerHz = 440;
const mobile = '13700000001';

let floor: Floor;
/** both ends of what we dial: the agent's mobile and the customer */
let carrier: Phone;
beforeAll(async () => {
  floor = await Floor.open({}, async (host) => (carrier = await Phone.open({ host, user: 'carrier' })));
});
afterEach(() => floor.clear());
afterAll(async () => {
  await floor?.close();
  await carrier?.close();
});

test('STA-21 INB-13: the workbench is closed, the mobile rings and shows a number of ours; both hear each other; one record, with the agent', async () => {
  const workbench = await floor.workbench('a1');
  expect(await workbench.asks({ type: 'agent.mobile', answering: true, dialing: false })).toBeNull();
  workbench.close();
  await floor.plane.event(({ fact }) => fact.type === 'agent.disconnected');
  const customer = await floor.customer(customerHz);
  const rung = await carrier.nextCall();
  expect(rung.invitation?.uri).toContain(`sip:${mobile}@`);
  expect(rung.invitation?.from).toContain('4008000001');
  expect(JSON.stringify(rung.invitation)).not.toContain('13800138000');
  rung.answer();
  await hearsKind(rung, 'speech'); // press 1: a voicemail box would not
  await rung.digits('1');
  rung.say({ kind: 'tone', hz: mobileHz });
  await hears(customer.call, mobileHz);
  await hears(rung, customerHz);
  rung.hangup();
  expect((await customer.call.ended).by).toBe('them');
  const record = await floor.plane.record((r) => r.dnis === '4008000001');
  expect(record).toMatchObject({ direction: 'inbound', agent: 'a1', outcome: 'normal', ani: '13800138000' });
  expect(floor.plane.records()).toHaveLength(1);
  expect(JSON.stringify(floor.plane.events)).not.toContain(mobile); // LOG-17
});

test('kill -9 of the switch while the mobile asks: 1 still takes the call; while both talk: the sound goes on, one record', async () => {
  const customer = await floor.customer(customerHz, '13811112222');
  const rung = await carrier.nextCall();
  rung.answer();
  await hearsKind(rung, 'speech');
  floor.instance.kill('switch', 'SIGKILL');
  await floor.instance.waitHealthy('switch');
  await rung.digits('1');
  rung.say({ kind: 'tone', hz: mobileHz });
  await hears(customer.call, mobileHz);
  floor.instance.kill('switch', 'SIGKILL');
  await hearsOn(rung, customerHz); // never noticed
  customer.call.hangup();
  await rung.ended;
  await floor.plane.record((r) => r.ani === '13811112222');
  expect(floor.plane.records().filter((r) => r.ani === '13811112222')).toMatchObject([{ agent: 'a1', outcome: 'normal' }]);
});

test('a voicemail box picks the mobile up: nobody is connected, it is hung up, and the caller waits with music', async () => {
  const workbench = await floor.workbench('a1');
  await workbench.until(idle, 'idle');
  const customer = await floor.customer(customerHz, '13822221111');
  const box = await carrier.nextCall();
  box.answer([{ kind: 'tone', hz: mobileHz }]);
  await box.ended;
  await hearsKind(customer.call, 'music');
  customer.call.hangup();
  const record = await floor.plane.record((r) => r.ani === '13822221111');
  expect(record).toMatchObject({ talkingAt: null, talkMs: 0 });
  await workbench.until((v) => v.intent.kind === 'notReady', 'a break, as after any phone that was not answered');
  expect(await workbench.asks({ type: 'agent.ready' })).toBeNull();
});

test('STA-22 OUT-11: the own mobile is rung first, then the customer; the bar holds and hangs up', async () => {
  const workbench = await floor.workbench('a1');
  expect(await workbench.asks({ type: 'agent.mobile', answering: false, dialing: true })).toBeNull();
  await workbench.until(idle, 'idle'); // after the wrap-up of before
  expect(await workbench.asks({ type: 'call.dial', number: '13900139000' })).toBeNull();
  const own = await carrier.nextCall();
  expect(own.invitation?.uri).toContain(`sip:${mobile}@`);
  own.answer();
  await hearsKind(own, 'speech');
  await own.digits('1');
  own.say({ kind: 'tone', hz: mobileHz });
  const customer = await carrier.nextCall();
  expect(customer.invitation?.uri).toContain('sip:13900139000@');
  customer.answer([{ kind: 'tone', hz: customerHz }]);
  await hears(own, customerHz);
  await hears(customer, mobileHz);
  expect(await workbench.asks({ type: 'call.hold' })).toBeNull();
  await hearsKind(customer, 'music');
  expect(await workbench.asks({ type: 'call.hangup' })).toBeNull();
  await Promise.all([own.ended, customer.ended]);
  expect(await floor.plane.record((r) => r.dnis === '13900139000')).toMatchObject({
    direction: 'outbound',
    agent: 'a1',
    outcome: 'normal',
  });
});
