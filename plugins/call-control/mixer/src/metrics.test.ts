import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Metrics } from './metrics';
import { call, MixerHarness } from './testing/harness';

let server: Server | null = null;
afterEach(() => server?.close());

const valueOf = (text: string, name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);

test('legs, packets and loss of a call are seen while it runs, and its packets stay counted when it is over', async () => {
  const room = new MixerHarness();
  room.peer('c', 440);
  room.peer('a', 700);
  const metrics = new Metrics(() => room.mixer);
  room.seat({ c: { hears: ['a'] }, a: { hears: ['c'] } });
  room.run(400);
  const running = await metrics.registry.metrics();
  expect(valueOf(running, 'zuoxi_mixer_calls')).toBe(1);
  expect(valueOf(running, 'zuoxi_mixer_legs')).toBe(2);
  const packets = valueOf(running, 'zuoxi_mixer_packets_total');
  expect(packets).toBeGreaterThan(30);
  expect(valueOf(running, 'zuoxi_mixer_packets_lost_total')).toBe(0);

  for (let i = 0; i < 5; i++) room.peers.get('c')!.packet(); // five that never arrive
  room.run(400);
  expect(valueOf(await metrics.registry.metrics(), 'zuoxi_mixer_packets_lost_total')).toBe(5);

  room.mixer.receive(Buffer.from('rubbish'), room.peers.get('c')!.port);
  room.mixer.told({ t: 'drop', call: call('c1') });
  const over = await metrics.registry.metrics();
  expect(valueOf(over, 'zuoxi_mixer_legs')).toBe(0);
  expect(valueOf(over, 'zuoxi_mixer_packets_total')).toBeGreaterThan(packets);
  expect(valueOf(over, 'zuoxi_mixer_strays_total')).toBe(1);
});

test('late ticks and broken recordings are counted, by no name of a call; the port serves /metrics and nothing else', async () => {
  const room = new MixerHarness();
  const metrics = new Metrics(() => room.mixer);
  metrics.ticked(0.2);
  metrics.ticked(30);
  metrics.recordingFailed();
  server = await metrics.serve(0);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = await fetch(`${url}/metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const text = await answer.text();
  expect(text).toContain('zuoxi_mixer_tick_late_seconds_bucket{le="0.02"} 1');
  expect(text).toContain('zuoxi_mixer_tick_late_seconds_count 2');
  expect(valueOf(text, 'zuoxi_mixer_recording_failures_total')).toBe(1);
  expect(new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label))).toEqual(new Set(['le']));
  expect((await fetch(`${url}/`)).status).toBe(404);
});
