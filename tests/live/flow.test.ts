/** A customer sent through a self-service flow, with real sound and real keys: who hears what, and what a dead switch changes. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FlowId } from '@zuoxi/contracts';
import { alaw, encode, sine, wavFile } from '@zuoxi/rtp';
import type { PhoneCall } from '@zuoxi/robot';
import { Floor, hears, hearsOn } from '../support/floor';

jest.setTimeout(120_000);

/** prompts that cannot be taken for a voice */
const introHz = 1000;
const orderHz = 1300;
const customerHz = 440;
const flow = FlowId.parse('f1');
const steps = [
  { name: '介绍', sound: 'flows/t1/intro', keys: [{ key: '2', label: '办理', goesTo: '办理' }] },
  { name: '办理', sound: 'flows/t1/order' },
];

let floor: Floor;
beforeAll(async () => {
  floor = await Floor.open({}, undefined, { flows: [{ id: flow, tenant: 't1', name: '产品介绍', steps }] });
  const folder = join(floor.instance.instance.paths.sounds, 'flows/t1');
  mkdirSync(folder, { recursive: true });
  const prompt = (name: string, hz: number, ms: number): void => {
    const file = join(folder, `${name}.wav`);
    writeFileSync(file, wavFile({ format: 'alaw', channels: 1, rate: 8000 }, encode(alaw, sine(hz, ms))));
    chmodSync(file, 0o644);
  };
  prompt('intro', introHz, 8000);
  prompt('order', orderHz, 2500);
  for (const one of [join(folder, '..'), folder]) chmodSync(one, 0o755); // the mixer runs as another user
});
afterEach(() => floor.clear());
afterAll(() => floor.close());

const heardEver = ({ hears: { timeline } }: PhoneCall, hz: number): boolean =>
  timeline.some((h) => h.kind === 'tone' && Math.abs((h.hz ?? 0) - hz) < 15);

test('CTL-25 IVR-01 IVR-02 the customer hears the prompts alone and presses a key, the agent reads it; then both talk again', async () => {
  const { customer, agent, call } = await floor.talking();
  expect(await agent.workbench.asks({ type: 'flow.start', flow })).toBeNull();
  await hears(customer.call, introHz);
  await call.hears.next((h) => h.kind === 'silence' && h.ms > 500, 8000);
  await customer.call.digits('2');
  const { call: shown } = await agent.workbench.until((v) => v.call?.flow?.step === '办理', 'the second step');
  expect(shown).toMatchObject({ phase: 'flow', flow: { pressed: [{ step: '介绍', key: '2', label: '办理' }], running: true } });
  await hears(customer.call, orderHz);
  await hears(customer.call, agent.hz);
  await hears(call, customerHz);
  expect([introHz, orderHz].map((hz) => heardEver(call, hz))).toEqual([false, false]);
  customer.call.hangup();
  const record = await floor.plane.record((r) => r.ani === '13800138000');
  expect(record).toMatchObject({ outcome: 'normal', holdMs: 0 });
  const told = floor.plane.events.flatMap(({ fact }) => ('call' in fact && fact.call === record.id ? [fact.type as string] : []));
  expect(told.filter((type) => type.startsWith('flow.'))).toEqual(['flow.started', 'flow.keyed', 'flow.ended']);
});

test('kill -9 of the switch while the flow runs: the prompt goes on, keys lead on, and the agent can come back to the call', async () => {
  const { customer, agent, call } = await floor.talking('a2');
  expect(await agent.workbench.asks({ type: 'flow.start', flow })).toBeNull();
  await hears(customer.call, introHz);
  floor.instance.kill('switch', 'SIGKILL');
  await hearsOn(customer.call, introHz); // never noticed
  await floor.instance.waitHealthy('switch');
  await customer.call.digits('2');
  await hears(customer.call, orderHz);
  expect(await agent.workbench.asks({ type: 'flow.stop' })).toBeNull();
  await hears(customer.call, agent.hz);
  await hears(call, customerHz);
  expect(agent.workbench.view?.call?.flow).toMatchObject({ pressed: [{ key: '2' }], running: false });
  customer.call.hangup();
  await call.ended;
});
