/** Calls through everything that a call needs: Kamailio, rtpengine, switch, mixer, real SIP phones, measured sound. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sipDomain } from '@zuoxi/contracts/environment';
import { readWav } from '@zuoxi/rtp';
import { Floor, hears, hearsKind, idle } from '../support/floor';

jest.setTimeout(120_000);

let floor: Floor;
beforeAll(async () => (floor = await Floor.open()));
afterEach(() => floor.clear());
afterAll(() => floor.close());

test('CTL-02 CTL-03 CTL-05 CTL-07 ACW-01: both hear each other, music on hold, mute, and one record with a recording of both sides', async () => {
  const { customer, agent, call } = await floor.talking();
  const { workbench } = agent;
  expect(await workbench.asks({ type: 'call.hold' })).toBeNull();
  await hearsKind(customer.call, 'music');
  await hearsKind(call, 'silence');
  expect(await workbench.asks({ type: 'call.resume' })).toBeNull();
  await hears(customer.call, agent.hz);
  expect(await workbench.asks({ type: 'call.mute' })).toBeNull();
  await hearsKind(customer.call, 'silence');
  await hears(call, 440);
  expect(await workbench.asks({ type: 'call.unmute' })).toBeNull();
  await hears(customer.call, agent.hz);
  expect(await workbench.asks({ type: 'call.hangup' })).toBeNull();
  expect((await customer.call.ended).by).toBe('them');
  expect((await call.ended).by).toBe('them');
  await workbench.until((v) => v.activity.kind === 'wrapUp', 'wrap-up');
  const record = await floor.plane.record((r) => r.agent === 'a1');
  expect(record).toMatchObject({
    outcome: 'normal',
    ending: { cause: 'hangup', owner: 'agent' },
    ani: '13800138000',
    dnis: '4008000001',
  });
  expect(record.segments).toHaveLength(1);
  const file = join(floor.instance.instance.paths.recordings, record.segments[0]!.file);
  expect(readWav(readFileSync(file)).channels).toBe(2);
  await workbench.until(idle, 'idle'); // ACW-05, after the queue's four seconds
});

test('STA-10 STA-11 INB-04 an unanswered ring puts the agent on break, and the next agent gets the call', async () => {
  const first = await floor.agent('a1');
  const second = await floor.agent('a2');
  const customer = await floor.customer();
  const [call, other] = await Promise.race([
    first.phone.nextCall().then((c) => [c, second] as const),
    second.phone.nextCall().then((c) => [c, first] as const),
  ]);
  await hearsKind(customer.call, 'ringback');
  call.reject(486);
  const next = await other.phone.nextCall();
  next.answer([{ kind: 'tone', hz: other.hz }]);
  await hears(customer.call, other.hz);
  const rested = other === second ? first : second;
  await rested.workbench.until((v) => v.intent.kind === 'notReady', 'break');
  customer.call.hangup();
  expect((await next.ended).by).toBe('them');
});

test('ACD-07 the caller hangs up while the phone rings: it stops ringing, the agent is idle, the record says so', async () => {
  const agent = await floor.agent('a2');
  const customer = await floor.customer(440, '13900139000');
  const call = await agent.phone.nextCall();
  await customer.call.answered;
  customer.call.hangup();
  expect((await call.ended).by).toBe('them');
  await agent.workbench.until(idle, 'idle');
  const record = await floor.plane.record((r) => r.ani === '13900139000');
  expect(record).toMatchObject({ outcome: 'abandonedRinging', agent: 'a2' });
});

test('OUT-01 OUT-08 CDR-12 the agent calls out through the demo carrier: answered, busy, rejected, unknown', async () => {
  const agent = await floor.agent('a1');
  const dial = async (number: string) => {
    expect(await agent.workbench.asks({ type: 'call.dial', number })).toBeNull();
    const own = await agent.phone.nextCall();
    own.answer([{ kind: 'tone', hz: agent.hz }]);
    return own;
  };
  const own = await dial('13900000000');
  await hearsKind(own, 'ringback');
  await agent.workbench.until((v) => v.call?.phase === 'talking', 'talking');
  expect(await agent.workbench.asks({ type: 'call.hangup' })).toBeNull();
  for (const [number, outcome] of [
    ['13900000007', 'busy'],
    ['13900000008', 'rejected'],
    ['13900000009', 'unknownNumber'],
  ] as const) {
    await dial(number);
    expect(await floor.plane.record((r) => r.dnis === number)).toMatchObject({ direction: 'outbound', outcome });
  }
});

test('LOG-32 a test call by the workbench or by the phone itself (*43) hears itself, and is a record without a recording', async () => {
  const agent = await floor.agent('a1');
  expect(await agent.workbench.asks({ type: 'call.test' })).toBeNull();
  const rung = await agent.phone.nextCall();
  rung.answer([{ kind: 'tone', hz: agent.hz }]);
  await hears(rung, agent.hz);
  expect(await agent.workbench.asks({ type: 'call.hangup' })).toBeNull();
  await rung.ended;
  const dialled = await agent.phone.call(`sip:*43@${sipDomain}`, {
    from: `sip:${agent.id}@${sipDomain}`,
    says: [{ kind: 'tone', hz: agent.hz }],
  });
  await hears(dialled, agent.hz);
  dialled.hangup();
  await agent.workbench.until(idle, 'idle');
  expect(await floor.plane.record((r) => r.dnis === '*43')).toMatchObject({ direction: 'internal', agent: 'a1', segments: [] });
});

test('CTL-08 digits reach the other side as keys, both ways', async () => {
  const { customer, agent, call } = await floor.talking();
  expect(await agent.workbench.asks({ type: 'call.digits', digits: '12#' })).toBeNull();
  expect(await customer.call.heardKeys('12#')).toBe(true);
  call.hangup();
  await customer.call.ended;
});

test.each([
  ['a number in no tenant', '999', undefined, 404],
  ['an SDP without audio', '4008000001', 'noAudio', 488],
  ['an SDP without a codec of ours', '4008000001', 'noCodec', 488],
  ['an SDP of 64 kB', '4008000001', 'huge', 413],
] as const)('%s is answered, leaves no call behind, and nobody else is disturbed', async (_what, number, sdp, status) => {
  const waiting = await floor.customer();
  await waiting.call.answered;
  const { host, sip } = floor.instance.instance;
  const wrong = await waiting.phone.call(`sip:${number}@${host}:${sip}`, sdp ? { sdp } : {});
  expect((await wrong.ended).status).toBe(status);
  await hearsKind(waiting.call, 'music', 20_000);
  waiting.call.hangup();
  await waiting.call.ended;
});
