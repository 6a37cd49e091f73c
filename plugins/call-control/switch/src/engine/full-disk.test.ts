import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { LegId, SwitchEvent } from '@zuoxi/contracts';
import { directoryOf } from '../core/story';
import { realDisk, type Disk } from './disk';
import { Engine } from './engine';
import { readLines } from './journal';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'zuoxi-full-disk-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const enospc = (): never => {
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
};

/** A disk with room for so many bytes more; what does not fit is written in part, as disks do. */
class SmallDisk implements Disk {
  room = Infinity;

  async write(fd: number, bytes: Buffer, from: number, place: number): Promise<number> {
    return this.writeSync(fd, bytes, from, place);
  }

  writeSync(fd: number, bytes: Buffer, from: number, place: number): number {
    const length = Math.min(this.room, bytes.length - from);
    if (length < 1) return enospc();
    const written = realDisk.writeSync(fd, bytes.subarray(0, from + length), from, place);
    this.room -= written;
    return written;
  }
}

function start(disk: Disk = realDisk) {
  const facts: SwitchEvent[] = [];
  const engine = new Engine({
    dir,
    shard: 's1',
    clock: () => 1_700_000_000_000,
    log: pino({ enabled: false }),
    perform: () => undefined,
    publish: (told) => facts.push(...told.map(({ event }) => event)),
    changed: () => undefined,
    disk,
  });
  return { engine, facts };
}

let calls = 0;
async function aCall(engine: Engine): Promise<void> {
  const leg = `in-${++calls}` as LegId;
  const source = { kind: 'trunk' as const, trunk: directoryOf().trunks[0]!.id };
  await engine.ask({ on: 'leg.invited', leg, source, ani: '138', dnis: '4001' });
  await engine.ask({ on: 'leg.answered', leg });
  await engine.ask({ on: 'leg.ended', leg, ending: { cause: 'hangup', owner: 'customer' } });
}

const told = (engine: Engine, after = 0): SwitchEvent[] => {
  const found: SwitchEvent[] = [];
  for (let next = engine.events.after(after, 7); next.length > 0; next = engine.events.after(found.at(-1)!.seq, 7))
    found.push(...next.map(({ event }) => event));
  return found;
};
const records = (events: readonly SwitchEvent[]): number => events.filter(({ fact }) => fact.type === 'call.ended').length;
const inFiles = (): number[] =>
  readdirSync(join(dir, 'events'))
    .map((name) => ({ name, first: Number(/\d+/.exec(name)?.[0]) }))
    .sort((a, b) => a.first - b.first)
    .flatMap(({ name }) => (readLines(join(dir, 'events', name)) as { event: SwitchEvent }[]).map(({ event }) => event.seq));
const row = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

test('a disk that is full and has room again has every event of that time, torn by nothing, and each call has its record', async () => {
  const disk = new SmallDisk();
  const { engine, facts } = start(disk);
  await engine.ask({ on: 'directory', directory: directoryOf() });
  await aCall(engine);
  for (const room of [0, 100, 1000, 5000]) {
    disk.room = room;
    await aCall(engine);
    await aCall(engine);
    expect(engine.trouble()).toMatch(/cannot be written: ENOSPC/);
  }
  expect(records(told(engine))).toBe(9); // followers get them from memory
  disk.room = Infinity;
  await aCall(engine);
  expect(engine.trouble()).toBeNull();
  expect(inFiles()).toEqual(row(facts.length));

  const after = start(); // kill -9: nothing said goodbye
  await aCall(after.engine);
  const all = told(after.engine);
  expect(all.map(({ seq }) => seq)).toEqual(row(all.length));
  expect(records(all)).toBe(11);
  expect(after.engine.gaps()).toBeNull();
  await Promise.all([after.engine.stop(), engine.stop()]);
});

test('a switch that starts while the disk is full serves calls, makes no id twice, and lets nothing go until it can write', async () => {
  const before = start();
  await before.engine.ask({ on: 'directory', directory: directoryOf() });
  await aCall(before.engine);
  const disk = new SmallDisk();
  disk.room = 0;
  const full = start(disk);
  expect(full.engine.trouble()).toMatch(/the snapshot cannot be written: ENOSPC/);
  await aCall(full.engine);
  const { epoch } = full.engine.world;
  disk.room = Infinity;
  await aCall(full.engine);
  const after = start();
  expect(after.engine.world.epoch).toBe(epoch + 1);
  expect(records(told(after.engine))).toBe(3);
  await Promise.all([before.engine.stop(), full.engine.stop(), after.engine.stop()]);
});

const eventsFile = (): string => join(dir, 'events', readdirSync(join(dir, 'events'))[0]!);
const withoutLines = (from: number, to: number): void => {
  const file = eventsFile();
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [...lines.slice(0, from), '{"event":{"seq":torn', ...lines.slice(to)].join('\n'));
};

test('a hole that a version before left is filled from the journal, and stays filled', async () => {
  const before = start();
  await before.engine.ask({ on: 'directory', directory: directoryOf() });
  for (let i = 0; i < 5; i++) await aCall(before.engine);
  const n = before.facts.length;
  withoutLines(3, 12);
  const healed = start();
  expect(told(healed.engine).map(({ seq }) => seq)).toEqual(row(n));
  expect(inFiles()).toEqual(row(n));
  expect([healed.engine.gaps(), healed.engine.trouble()]).toEqual([null, null]);
  await healed.engine.stop();
  const again = start();
  expect(records(told(again.engine))).toBe(5);
  await Promise.all([again.engine.stop(), before.engine.stop()]);
});

test('a hole that nothing can fill is told with its size and its time; nothing but what is in it is lost, whatever batches are asked for', async () => {
  const before = start();
  await before.engine.ask({ on: 'directory', directory: directoryOf() });
  for (let i = 0; i < 8; i++) await aCall(before.engine);
  await before.engine.stop(); // its snapshot leaves no journal
  const n = before.facts.length;
  withoutLines(4, 20);
  const after = start();
  expect(after.engine.gaps()).toBe(`16 events are missing, since ${new Date(1_700_000_000_000).toISOString()} (5 to 20)`);
  for (let i = 0; i < 3; i++) await aCall(after.engine);
  const seqs = told(after.engine).map(({ seq }) => seq);
  expect(seqs).toEqual(row(n + after.facts.length).filter((seq) => seq < 5 || seq > 20));
  await after.engine.stop();
});

test('events that the log has and the journal lost keep their numbers: what happens next gets new ones', async () => {
  const before = start();
  await before.engine.ask({ on: 'directory', directory: directoryOf() });
  await aCall(before.engine);
  await before.engine.stop();
  const last = before.facts.at(-1)!;
  const ahead = { event: { ...last, seq: last.seq + 1 }, to: [] };
  appendFileSync(eventsFile(), JSON.stringify(ahead) + '\n');
  const after = start();
  await aCall(after.engine);
  expect(after.facts[0]?.seq).toBe(last.seq + 2);
  expect(told(after.engine).map(({ seq }) => seq)).toEqual(row(after.facts.at(-1)!.seq));
  await after.engine.stop();
});
