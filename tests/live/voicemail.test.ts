/** A caller whom nobody serves, through everything that a call needs: what is heard, what is recorded, and what a dead mixer changes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { level, readWav, rms, wavChannels } from '@zuoxi/rtp';
import { Floor, hears, hearsKind, type Customer } from '../support/floor';

jest.setTimeout(120_000);

let floor: Floor;
beforeAll(async () => (floor = await Floor.open({ voicemail: { whenNobody: true } })));
afterEach(() => floor.clear());
afterAll(() => floor.close());

const beepHz = 1000;
const windowMs = 100;

/** Was there a pure tone of that frequency for at least a tenth of a second in what was heard of late? */
function heardTone({ call }: Customer, hz: number): boolean {
  const samples = call.hears.last(20_000);
  for (let at = 0; at + windowMs * 8 <= samples.length; at += windowMs * 2) {
    const piece = samples.subarray(at, at + windowMs * 8);
    // all of its power is in that one frequency: a sine's amplitude is √2 of its root mean square
    if (rms(piece) > 500 && level(piece, hz) > 1.3 * rms(piece)) return true;
  }
  return false;
}
const sides = (file: string): Int16Array[] =>
  wavChannels(readWav(readFileSync(join(floor.instance.instance.paths.recordings, file))));

test('REC-11 ACD-05 nobody is signed in: the caller hears the prompt and a beep, speaks, hangs up; one record, and what was said is in its recording', async () => {
  const customer = await floor.customer(440, '13800138001');
  await hearsKind(customer.call, 'speech');
  expect(heardTone(customer, beepHz)).toBe(false);
  const { fact } = await floor.plane.event((e) => e.fact.type === 'recording.started');
  await hearsKind(customer.call, 'silence');
  expect(heardTone(customer, beepHz)).toBe(true);
  customer.call.say({ kind: 'tone', hz: 620 });
  await customer.call.hears.next((h) => h.kind === 'silence' && h.ms > 3000, 10_000);
  customer.call.hangup();
  await customer.call.ended;

  const record = await floor.plane.record((r) => r.ani === '13800138001');
  expect(record).toMatchObject({
    outcome: 'voicemail',
    agent: null,
    talkingAt: null,
    ending: { cause: 'hangup', owner: 'customer' },
    segments: [fact.type === 'recording.started' && fact.segment],
  });
  const [said = new Int16Array(0), others = new Int16Array(0)] = sides(record.segments[0]!.file);
  expect(said.length / 8000).toBeGreaterThan(2);
  expect(level(said.subarray(-8000), 620)).toBeGreaterThan(1.3 * rms(said.subarray(-8000)));
  expect(rms(others)).toBeLessThan(20);
});

test('kill -9 of the switch during the prompt and of the mixer during the message: the beep still comes, and nothing that was said before or after is lost', async () => {
  const customer = await floor.customer(440, '13800138004');
  await hearsKind(customer.call, 'speech');
  floor.instance.kill('switch', 'SIGKILL');
  const seen = new Set(floor.plane.records().map(({ id }) => id));
  const recorded = (n: number) =>
    floor.plane.event(
      ({ fact }) => fact.type === 'recording.started' && fact.segment.file.endsWith(`.${n}.wav`) && !seen.has(fact.call),
    );
  await recorded(1);
  await hearsKind(customer.call, 'silence');
  expect(heardTone(customer, beepHz)).toBe(true);
  await customer.call.hears.next((h) => h.kind === 'silence' && h.ms > 1500, 10_000);
  floor.instance.kill('mixer', 'SIGKILL');
  const { fact } = await recorded(2);
  await customer.call.hears.next((h) => h.kind === 'silence' && h.ms > 4000, 10_000);
  customer.call.hangup();
  const record = await floor.plane.record((r) => r.ani === '13800138004');
  expect(record).toMatchObject({ id: 'call' in fact && fact.call, outcome: 'voicemail' });
  expect(record.segments).toHaveLength(2);
  for (const { file } of record.segments) expect(level(sides(file)[0]!.subarray(-4000), 440)).toBeGreaterThan(1000);
  expect(floor.plane.records().filter((r) => r.ani === '13800138004')).toHaveLength(1);
});

test('the last agent signs out: who waits is asked; an agent who comes back meanwhile gets the next caller', async () => {
  const agent = await floor.agent('a1');
  await agent.workbench.asks({ type: 'agent.notReady', reason: 'break' });
  const waits = await floor.customer(440, '13800138002');
  await hearsKind(waits.call, 'music');
  await agent.workbench.asks({ type: 'agent.signOut' });
  await hearsKind(waits.call, 'speech');
  await agent.workbench.asks({ type: 'agent.ready' });
  const next = await floor.customer(440, '13800138003');
  const call = await agent.phone.nextCall();
  call.answer([{ kind: 'tone', hz: agent.hz }]);
  await hears(next.call, agent.hz);
  waits.call.hangup();
  expect(await floor.plane.record((r) => r.ani === '13800138002')).toMatchObject({ outcome: 'abandonedInQueue', segments: [] });
  next.call.hangup();
});
