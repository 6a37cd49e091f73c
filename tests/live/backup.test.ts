/** A backup while people talk, restored somewhere else: what was there is there, and what ran has ended. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { RecordReply, type AgentId } from '@zuoxi/contracts';
import { readInstance } from '@zuoxi/contracts/environment';
import { startInstance, type RunningInstance } from '@zuoxi/scripts/instance';
import { collected } from '../../scripts/src/backup/bytes';
import { connect } from '../../scripts/src/backup/database';
import { copySwitch, HeldEvents } from '../../scripts/src/backup/switch-copy';
import { directoryOf } from '../../plugins/call-control/switch/src/core/story';
import { Engine } from '../../plugins/call-control/switch/src/engine/engine';
import { command, root } from '../support/command';
import { demoOf, givenDeskCall, logIn, type DeskCall } from '../support/desk-call';
import { hears } from '../support/floor';
import { givenInstance, type TestInstance } from '../support/instance';
import { freeSettings } from '../support/ports';

jest.setTimeout(180_000);

const folder = mkdtempSync(join(tmpdir(), 'zuoxi-backups-'));
chmodSync(folder, 0o711); // the services' user goes through it

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines that both commands print alike: part, what it holds, its size. */
const table = (said: string): string[] =>
  said.split('\n').filter((line) => / (files?|rows in \d+ tables) +\d+ k?M?B$/.test(line));
const wavs = (recordings: string): string[] =>
  readdirSync(recordings, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.wav'))
    .sort();

/** Until both recordings hold a fifth of a second of both sides: the mixer writes to disk once a second. */
const recorded = async (recordings: string): Promise<void> => {
  const whole = (): number => wavs(recordings).filter((name) => statSync(join(recordings, name)).size > 3000).length;
  for (const begun = Date.now(); whole() < 2; await new Promise((next) => setTimeout(next, 50)))
    if (Date.now() - begun > 10_000) throw new Error('a recording has no sound on disk');
};

test('a copy of the switch’s folder, made while it steps and takes snapshots, starts as after a crash at that moment', async () => {
  const start = (dir: string, snapshotBytes?: number): Engine => {
    const none = (): void => undefined;
    const log = pino({ enabled: false });
    return new Engine({ dir, shard: 's1', clock: Date.now, log, perform: none, publish: none, changed: none, snapshotBytes });
  };
  const dir = join(folder, 'switch');
  const engine = start(dir, 20_000); // a snapshot every hundred steps or so
  await engine.ask({ on: 'directory', directory: directoryOf() });
  const session = { agent: 'a1' as AgentId, page: 'page', move: true, online: true, unmasked: false };
  let working = true;
  const work = (async () => {
    for (let n = 0; working; n++) await engine.ask({ on: 'agent.connected', ...session, session: `s-${n}` });
  })();
  for (let i = 0; i < 40; i++) {
    const held = new HeldEvents(dir);
    const copy = join(folder, `copy-${i}`);
    for (const { path, content } of await copySwitch(dir, held)) {
      const to = join(copy, path);
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, await collected(content));
    }
    await held.close();
    const again = start(join(copy, 'switch'));
    const numbers = again.events.after(0, 1_000_000).map(({ event }) => event.seq);
    expect(numbers).toEqual(numbers.map((_, k) => k + 1));
    expect(numbers.length).toBe(again.world.seq);
    expect(again.world.seq).toBeGreaterThan(i);
    await again.stop();
  }
  working = false;
  await work;
  await engine.stop();
});

describe('an instance with rows, a recording and a running call', () => {
  let its: TestInstance;
  let running: DeskCall;
  let made: { code: number; said: string };
  let held: string[];
  const file = join(folder, 'instance.backup');

  beforeAll(async () => {
    its = await givenInstance();
    const first = await givenDeskCall(its.instance, '13900139001');
    first.customer.hangup();
    await first.customer.ended;
    await first.close();
    running = await givenDeskCall(its.instance, '13900139002');
    await recorded(its.instance.paths.recordings);
    made = await command('backup', its.env, file);
    held = wavs(its.instance.paths.recordings);
  });
  afterAll(async () => {
    await running?.close();
    await its?.stop();
  });

  it('is backed up into one file of its owner while they talk, and the call does not notice', async () => {
    expect(made).toMatchObject({ code: 0, said: expect.stringContaining('in the clear') });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await hears(running.customer, 1000);
    await hears(running.desk, 440);
  });

  it('a second backup does not write over the first, a second restore not into what is there', async () => {
    expect(await command('backup', its.env, file)).toMatchObject({ code: 1, said: expect.stringContaining('is there already') });
    expect(await command('restore', its.env, file)).toMatchObject({ code: 1, said: expect.stringContaining('npm stop') });
    const data = join(folder, 'full');
    mkdirSync(data);
    writeFileSync(join(data, 'something'), '');
    const { code, said } = await command('restore', { ...its.env, ZUOXI_DATA: data }, file);
    expect([code, said]).toEqual([1, expect.stringContaining('is not empty (something)')]);
    expect(readdirSync(data)).toEqual(['something']);
  });

  it('a damaged, a cut and a newer backup are refused before anything is written', async () => {
    const bytes = readFileSync(file);
    const data = join(folder, 'refused');
    const broken = join(folder, 'broken');
    const wrong = Buffer.from(bytes);
    wrong[Math.floor(bytes.length / 2)]! ^= 1;
    const newer = Buffer.from(String(bytes.toString('latin1')).replace('"version":"0.', '"version":"9.'), 'latin1');
    for (const [content, words] of [
      [wrong, 'damaged'],
      [bytes.subarray(0, -200_000), 'cut'],
      [newer, 'git pull'],
    ] as const) {
      writeFileSync(broken, content);
      const { code, said } = await command('restore', { ...its.env, ZUOXI_DATA: data }, broken);
      expect([code, said]).toEqual([1, expect.stringContaining(words)]);
      expect(existsSync(data)).toBe(false);
    }
  });

  describe('restored somewhere else', () => {
    let there: RunningInstance;
    let half: { code: number; said: string };
    let said: string;
    let origin: string;
    let release: () => void;
    beforeAll(async () => {
      const ports = await freeSettings();
      release = ports.release;
      const env = { ...ports.settings, ZUOXI_DATA: join(folder, 'restored'), ZUOXI_LOG_LEVEL: 'debug' };
      mkdirSync(env.ZUOXI_DATA);
      writeFileSync(join(env.ZUOXI_DATA, 'restoring'), ''); // as a restore leaves it that was killed
      half = await command('start', env, '--detach');
      const restored = await command('restore', env, file);
      if (restored.code !== 0) throw new Error(restored.said);
      ({ said } = restored);
      const { paths } = readInstance(env, root);
      expect(wavs(paths.recordings)).toEqual(held);
      there = await startInstance({ PATH: process.env.PATH, ...env }, { leashed: true, root });
      await there.waitHealthy(undefined, 120_000);
      origin = `http://${there.instance.host}:${there.instance.web}`;
    });
    afterAll(async () => {
      await there?.stop();
      release?.();
    });

    it('half of a restore does not start; restored again, it is whole', () => {
      expect(half).toEqual({ code: 1, said: expect.stringContaining('run it again (npm run restore -- <file>)') });
    });

    it('every row of every tenant and every file is counted on both sides', () => {
      expect(table(said).length).toBeGreaterThan(7);
      expect(table(said)).toEqual(table(made.said));
      expect(held.length).toBe(2);
    });

    it('people of both enterprises log in', async () => {
      const demo = demoOf(there.instance);
      const [agent] = demo.agents;
      const other = demo.others.find(({ tenant }) => tenant === 'demo2');
      for (const who of [{ ...agent!, tenant: demo.tenant }, other!]) expect((await logIn(origin, who)).jwt).toBeTruthy();
    });

    it('the call that ran has ended as lost, there alone; the one before is as it was, and both can be heard', async () => {
      const demo = demoOf(there.instance);
      const admin = demo.others.find(({ tenant, role }) => tenant === demo.tenant && role === 'admin')!;
      const { jwt } = await logIn(origin, admin);
      const ask = async (path: string): Promise<unknown> => {
        const answer = await fetch(`${origin}${path}`, { headers: { Authorization: `Bearer ${jwt}` } });
        if (!answer.ok) throw new Error(`${path} answers ${answer.status} ${await answer.text()}`);
        return answer.json();
      };
      const database = await connect(there.site);
      const ids = async (): Promise<string[]> => {
        const { rows } = await database.query<{ id: string }>(
          `select call_id as id from call_records where ani like '1390013900_' and ending_cause not in ('busy', 'unreachable')`,
        );
        return rows.map(({ id }) => id);
      };
      let found = await ids();
      for (const end = Date.now() + 20_000; found.length < 2 && Date.now() < end; found = await ids())
        await new Promise((next) => setTimeout(next, 100));
      await database.end();
      const records = await Promise.all(found.map(async (id) => RecordReply.parse(await ask(`/api/call-control/records/${id}`))));
      expect(records.map(({ record }) => record.ending.cause).sort()).toEqual(['hangup', 'lost']);
      for (const { segments } of records) {
        const sound = await fetch(`${origin}${segments[0]!.url}`);
        expect([sound.status, sound.headers.get('content-type')]).toEqual([200, 'audio/wav']);
        expect((await sound.arrayBuffer()).byteLength).toBeGreaterThan(3000);
      }
      const health = (await (await fetch(`http://127.0.0.1:${there.instance.ports.api}/health`)).json()) as { calls: number };
      expect(health.calls).toBe(0);
      expect(existsSync(join(there.instance.paths.switch, 'restored'))).toBe(false);
      await hears(running.customer, 1000); // nobody hung up on the original's call
    });

    it('a new call talks, and is recorded beside the old ones', async () => {
      const call = await givenDeskCall(there.instance, '13900139003');
      call.customer.hangup();
      await call.customer.ended;
      await call.close();
      const now = wavs(there.instance.paths.recordings);
      expect([now.length, now]).toEqual([held.length + 1, expect.arrayContaining(held)]); // what was lost got no further segment
    });
  });
});
