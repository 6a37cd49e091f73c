import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { AgentId, LegId } from '@zuoxi/contracts';
import { saveWorld } from '../core';
import { directoryOf } from '../core/story';
import type { Effect } from '../ports';
import { Engine } from './engine';
import type { Numbered } from './event-log';
import { readLines } from './journal';
import { recoveryOf } from './recovery';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'zuoxi-engine-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const a1 = 'a1' as AgentId;
const customer = 'in-1' as LegId;

function start(now = { ms: 1_700_000_000_000 }, perform?: (effect: Effect) => void) {
  const effects: Effect[] = [];
  const facts: Numbered[] = [];
  const engine = new Engine({
    dir,
    shard: 's1',
    clock: () => now.ms,
    log: pino({ enabled: false }),
    perform: perform ?? ((e) => effects.push(e)),
    publish: (f) => facts.push(...f),
    changed: () => undefined,
  });
  return { engine, effects, facts };
}

async function untilTalking({ engine, effects }: ReturnType<typeof start>, directory = directoryOf()): Promise<LegId> {
  await engine.ask({ on: 'directory', directory });
  engine.post({ on: 'agent.connected', agent: a1, session: 's-a1', page: 'page', move: false, online: true });
  engine.post({ on: 'agent.microphone', agent: a1, ok: true });
  engine.post({ on: 'station.registered', agent: a1, peer: 'browser' });
  engine.post({
    on: 'leg.invited',
    leg: customer,
    source: { kind: 'trunk', trunk: directoryOf().trunks[0]!.id },
    ani: '138',
    dnis: '4001',
  });
  await engine.ask({ on: 'leg.answered', leg: customer });
  const dial = effects.find((e) => e.do === 'leg.dial');
  if (dial?.do !== 'leg.dial') throw new Error('nobody was dialled');
  await engine.ask({ on: 'leg.answered', leg: dial.leg });
  return dial.leg;
}

test('a killed switch comes back with the same world, the same event numbers and its adapters’ records', async () => {
  const before = start();
  const agentLeg = await untilTalking(before);
  before.engine.records<{ cseq: number }>('sip').put(customer, { cseq: 7 });
  await before.engine.ask({ on: 'leg.heard', leg: customer }); // whatever was put is committed with the next
  const world = saveWorld(before.engine.world);
  // kill -9: no stop, no snapshot, and a line torn in the middle
  const newest = readdirSync(dir)
    .filter((f) => f.startsWith('journal-'))
    .sort()
    .at(-1)!;
  appendFileSync(join(dir, newest), '{"at":1,"in":{"on":"leg.en');

  const after = start();
  expect(saveWorld(after.engine.world)).toEqual({ ...world, epoch: world.epoch + 1 });
  expect(after.engine.records('sip').all()).toEqual(new Map([[customer, { cseq: 7 }]]));
  expect(after.engine.events.after(0, 1000).map((e) => e.event)).toEqual(before.facts.map((f) => f.event));
  expect(after.engine.toldSoFar(a1)).toBe(before.engine.toldSoFar(a1));

  await after.engine.ask({ on: 'leg.ended', leg: customer, ending: { cause: 'hangup', owner: 'customer' } });
  const all = after.engine.events.after(0, 1000).map((e) => e.event);
  expect(all.map((e) => e.seq)).toEqual(all.map((_, i) => i + 1));
  expect(all.filter((e) => e.fact.type === 'call.ended')).toHaveLength(1);
  expect(after.effects).toContainEqual(expect.objectContaining({ do: 'leg.end', leg: agentLeg }));
  await after.engine.stop();
});

test('a phone is called after one commit: the record of its call is written with the step that decided it, and every other effect follows', async () => {
  const done: string[] = [];
  const onDisk = (): unknown[] => readdirSync(dir).flatMap((f) => (f.startsWith('journal-') ? readLines(join(dir, f)) : []));
  const now = start(undefined, (effect) => {
    done.push(effect.do);
    if (effect.do !== 'leg.dial') return;
    const { leg } = effect;
    const shelf = now.engine.records<{ invite: string }>('sip');
    void Promise.resolve('a spare offer').then((invite) => {
      shelf.put(leg, { invite });
      void shelf.kept?.().then(() => {
        done.push('INVITE');
        expect(onDisk().slice(-2)).toEqual([
          expect.objectContaining({ in: expect.objectContaining({ on: 'leg.invited' }) }),
          { rec: ['sip', leg, { invite }] },
        ]);
      });
    });
  });
  await now.engine.ask({ on: 'directory', directory: directoryOf() });
  now.engine.post({
    on: 'agent.connected',
    agent: a1,
    session: 's-a1',
    page: 'page',
    move: false,
    online: true,
  });
  now.engine.post({ on: 'agent.microphone', agent: a1, ok: true });
  await now.engine.ask({ on: 'station.registered', agent: a1, peer: 'browser' });
  done.length = 0;
  await now.engine.ask({
    on: 'leg.invited',
    leg: customer,
    source: { kind: 'trunk', trunk: directoryOf().trunks[0]!.id },
    ani: '138',
    dnis: '4001',
  });
  expect(done.slice(0, 2)).toEqual(['leg.dial', 'INVITE']);
  expect(done.slice(2)).toEqual(expect.arrayContaining(['leg.answer', 'media.plan']));
  await now.engine.stop();
});

test('REC an agent without wrap-up: the last call ends before the next one is offered', async () => {
  const left: string[] = [];
  const now = start(undefined, (effect) => {
    if (effect.do === 'leg.end') left.push(`BYE ${effect.leg}`);
    if (effect.do !== 'leg.dial') return;
    const { leg } = effect;
    void now.engine
      .records('sip')
      .kept?.()
      .then(() => left.push(`INVITE ${leg}`));
    now.effects.push(effect);
  });
  const directory = directoryOf({ wrapUp: { mode: 'off', seconds: null } });
  const agentLeg = await untilTalking(now, directory);
  const source = { kind: 'trunk' as const, trunk: directory.trunks[0]!.id };
  now.engine.post({ on: 'leg.invited', leg: 'in-2' as LegId, source, ani: '139', dnis: '4001' });
  await now.engine.ask({ on: 'leg.answered', leg: 'in-2' as LegId });
  left.length = 0;
  await now.engine.ask({ on: 'leg.ended', leg: customer, ending: { cause: 'hangup', owner: 'customer' } });
  const next = [...now.engine.world.legs.keys()].at(-1);
  expect(left).toEqual([`BYE ${agentLeg}`, `INVITE ${next}`]);
  await now.engine.stop();
});

test('ids made after a restart never repeat those made before', async () => {
  const before = start();
  await untilTalking(before);
  const old = new Set([...before.engine.world.legs.keys()]);
  const after = start();
  await after.engine.ask({
    on: 'leg.invited',
    leg: 'in-2' as LegId,
    source: { kind: 'trunk', trunk: directoryOf().trunks[0]!.id },
    ani: '139',
    dnis: '4001',
  });
  const calls = [...after.engine.world.calls.keys()];
  expect(new Set(calls).size).toBe(2);
  expect(old.has(calls[1] as string as LegId)).toBe(false);
  await after.engine.stop();
});

test('recovery asks what is still true: unknown legs are lost, answered ones are checked, orphans are hung up', async () => {
  const now = start();
  const agentLeg = await untilTalking(now);
  const { inputs, effects } = recoveryOf(now.engine.world, new Set([customer, 'orphan-1' as LegId]));
  expect(inputs).toEqual([{ on: 'leg.ended', leg: agentLeg, ending: { cause: 'lost', owner: 'system' } }]);
  expect(effects.map((e) => e.do)).toEqual(['media.plan', 'leg.check', 'leg.end']);
  await now.engine.stop();
});

test('ACW-05 a wrap-up that ran out while the switch was down ends at its start, by wall clock', async () => {
  const clock = { ms: 1_700_000_000_000 };
  const before = start(clock);
  await untilTalking(before);
  await before.engine.ask({ on: 'leg.ended', leg: customer, ending: { cause: 'hangup', owner: 'customer' } });
  expect(before.engine.view(a1, null)?.activity.kind).toBe('wrapUp');
  clock.ms += 60_000;
  const after = start(clock);
  await after.engine.ask({ on: 'booted' });
  await new Promise((done) => setImmediate(done));
  await after.engine.ask({ on: 'due' });
  expect(after.engine.view(a1, null)?.activity.kind).toBe('idle');
  await after.engine.stop();
});

test('a workbench that resumes gets what it missed: no gap, no repeat (I6)', async () => {
  const now = start();
  await untilTalking(now);
  const all = now.engine.events.toldAfter(a1, 0) ?? [];
  expect(all.map((t) => t.n)).toEqual(all.map((_, i) => i + 1));
  expect(now.engine.events.toldAfter(a1, 3)?.[0]?.n).toBe(4);
  await now.engine.stop();
});

test('stored events are forgotten file by file, and the rest can still be followed', async () => {
  const now = start();
  await untilTalking(now);
  const { lastSeq } = now.engine.events;
  now.engine.events.forget(lastSeq);
  expect(now.engine.events.after(lastSeq - 1, 10).map((e) => e.event.seq)).toEqual([lastSeq]);
  await now.engine.stop();
});
