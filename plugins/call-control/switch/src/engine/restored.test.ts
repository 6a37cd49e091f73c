import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { AgentId, LegId } from '@zuoxi/contracts';
import { directoryOf } from '../core/story';
import type { Effect } from '../ports';
import { Engine } from './engine';
import type { Numbered } from './event-log';
import { recoveryOf } from './recovery';
import { forgetLegs, isRestored, settleRestored } from './restored';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'zuoxi-restored-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const a1 = 'a1' as AgentId;
const customer = 'in-1' as LegId;

function start(dir: string) {
  const effects: Effect[] = [];
  const facts: Numbered[] = [];
  const engine = new Engine({
    dir,
    shard: 's1',
    clock: () => 1_700_000_000_000,
    log: pino({ enabled: false }),
    perform: (e) => effects.push(e),
    publish: (f) => facts.push(...f),
    changed: () => undefined,
  });
  return { engine, effects, facts };
}

/** As main.ts does it. */
async function recover({ engine }: ReturnType<typeof start>, dir: string): Promise<Effect[]> {
  await engine.ask({ on: 'booted' });
  if (isRestored(dir)) forgetLegs(engine.records('sip'), engine.records('media'));
  const { inputs, effects } = recoveryOf(engine.world, new Set(engine.records('sip').all().keys()));
  await Promise.all(inputs.map((input) => engine.ask(input)));
  settleRestored(dir);
  return effects;
}

test('a running call of a restored journal ends as lost, once, and nobody is asked, dialled or hung up on; a restart after a crash still asks', async () => {
  const dir = join(folder, 'original');
  const before = start(dir);
  const { engine } = before;
  await engine.ask({ on: 'directory', directory: directoryOf() });
  engine.post({ on: 'agent.connected', agent: a1, session: 's-a1', page: 'page', move: false, online: true });
  engine.post({ on: 'agent.microphone', agent: a1, ok: true });
  engine.post({ on: 'station.registered', agent: a1, peer: 'browser' });
  const source = { kind: 'trunk' as const, trunk: directoryOf().trunks[0]!.id };
  engine.post({ on: 'leg.invited', leg: customer, source, ani: '138', dnis: '4001' });
  await engine.ask({ on: 'leg.answered', leg: customer });
  const dialled = before.effects.find((e) => e.do === 'leg.dial');
  const agentLeg = dialled?.do === 'leg.dial' ? dialled.leg : customer;
  await engine.ask({ on: 'leg.answered', leg: agentLeg });
  for (const leg of [customer, agentLeg]) engine.records('sip').put(leg, { cseq: 7 });
  await engine.ask({ on: 'leg.heard', leg: customer });

  const crashed = join(folder, 'crashed');
  cpSync(dir, crashed, { recursive: true });
  const asked = await recover(start(crashed), crashed);
  expect(asked.filter((e) => e.do === 'leg.check')).toHaveLength(2);

  const copy = join(folder, 'copy');
  cpSync(dir, copy, { recursive: true });
  writeFileSync(join(copy, 'restored'), '');
  const restored = start(copy);
  const effects = [...(await recover(restored, copy)), ...restored.effects];
  expect(effects.filter((e) => e.do.startsWith('leg.') && e.do !== 'leg.end')).toEqual([]);
  expect(restored.engine.world.calls.size).toBe(0);
  expect(restored.engine.records('sip').all().size).toBe(0);
  const ended = restored.facts.flatMap(({ event: { fact } }) => (fact.type === 'call.ended' ? [fact.record] : []));
  expect(ended).toMatchObject([{ ani: '138', ending: { cause: 'lost', owner: 'system' } }]);
  expect(isRestored(copy)).toBe(false);
  await restored.engine.stop();

  const again = start(copy);
  await recover(again, copy);
  expect(again.facts.filter(({ event }) => event.fact.type === 'call.ended')).toEqual([]);
  await Promise.all([again.engine.stop(), engine.stop()]);
});
