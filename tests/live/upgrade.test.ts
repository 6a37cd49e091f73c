/** What an earlier version left starts with this one: a data directory of each version that somebody may come from, with a call that ran. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Client } from 'pg';
import { readInstance } from '@zuoxi/contracts/environment';
import { startInstance, type RunningInstance } from '@zuoxi/scripts/instance';
import { check } from '../../scripts/src/backup/check';
import { connect, countRows } from '../../scripts/src/backup/database';
import { command, root } from '../support/command';
import { demoOf, givenDeskCall, logIn } from '../support/desk-call';
import { freeSettings } from '../support/ports';
import { singleUser } from '../support/postgres';
import { giveSounds } from '../support/sounds';

jest.setTimeout(240_000);

const shelf = join(root, 'tests/fixtures/upgrade');
const versions = readdirSync(shelf).filter((name) => name.endsWith('.backup.gz'));
/** The numbers that scripts/make-upgrade-fixture.mjs calls from. */
const numbers = { over: '13900139001', running: '13900139002' };

it('there is a data directory to come from', () => {
  expect(versions.length).toBeGreaterThan(0);
});

describe.each(versions)('the data directory of %s', (version) => {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-upgrade-'));
  chmodSync(folder, 0o711); // the services' user goes through it
  const file = join(folder, 'backup');
  let its: RunningInstance;
  let database: Client;
  let env: Readonly<Record<string, string>>;
  let release: () => void;
  let before: Record<string, number>;

  beforeAll(async () => {
    writeFileSync(file, gunzipSync(readFileSync(join(shelf, version))));
    const ports = await freeSettings();
    release = ports.release;
    env = { ...ports.settings, ZUOXI_DATA: join(folder, 'data'), ZUOXI_LOG_LEVEL: 'debug' };
    before = (await check({ file, passphrase: null }, { version: '999.0.0', postgres: 999 })).manifest.tables;
    const restored = await command('restore', env, file);
    if (restored.code !== 0) throw new Error(restored.said);
    const instance = readInstance(env, root);
    const { data, paths, carrierHost: host } = instance;
    rmSync(join(paths.switch, 'restored')); // an upgrade finds the directory as the older version left it
    await giveSounds(data);
    const carrier = `UPDATE trunks SET addresses = '${host}', host = '${host}', port = ${instance.ports.carrier} WHERE name = 'demo-carrier'`;
    singleUser(paths.postgres, 'zuoxi', `${carrier}\n`);
    its = await startInstance({ PATH: process.env.PATH, ...env }, { leashed: true, root });
    await its.waitHealthy(undefined, 150_000);
    database = await connect(its.site);
  });
  afterAll(async () => {
    await database?.end();
    await its?.stop();
    release?.();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has lost no row of any enterprise', async () => {
    const after = await countRows(database);
    // what Strapi keeps for itself it makes anew at each start
    const fewer = Object.entries(before).filter(([table, rows]) => !/^(strapi|admin)_/.test(table) && (after[table] ?? 0) < rows);
    expect(fewer).toEqual([]);
    expect(Object.values(before).reduce((sum, rows) => sum + rows, 0)).toBeGreaterThan(500);
  });

  it('lets everybody in who could log in', async () => {
    const demo = demoOf(its.instance);
    const origin = `http://${its.instance.host}:${its.instance.web}`;
    for (const who of [...demo.agents.map((agent) => ({ ...agent, tenant: demo.tenant })), ...demo.others])
      expect([who.number, (await logIn(origin, who)).jwt.length > 20]).toEqual([who.number, true]);
  });

  it('knows the call that ran, and ends it as lost: its phones are gone; the one before is as it was', async () => {
    // busy: the second was called again and again during the wrap-up of the first
    const records = async (): Promise<
      { ani: string; details: { ending: { cause: string }; segments: { file: string }[] } }[]
    > => {
      const { rows } = await database.query(
        `select ani, details from call_records where ani in ($1, $2) and ending_cause <> 'busy' order by ani`,
        Object.values(numbers),
      );
      return rows;
    };
    let found = await records();
    for (const end = Date.now() + 90_000; found.length < 2 && Date.now() < end; found = await records())
      await new Promise((next) => setTimeout(next, 250));
    expect(found.map(({ ani, details }) => [ani, details.ending.cause])).toEqual([
      [numbers.over, 'hangup'],
      [numbers.running, 'lost'],
    ]);
    for (const { details } of found)
      for (const segment of details.segments)
        expect([segment.file, existsSync(join(its.instance.paths.recordings, segment.file))]).toEqual([segment.file, true]);
    expect(found.map(({ details }) => details.segments.length > 0)).toEqual([true, true]); // what ran was recorded on until it was lost
  });

  it('takes a new call', async () => {
    const call = await givenDeskCall(its.instance, '13900139003');
    call.customer.hangup();
    await call.customer.ended;
    await call.close();
  });

  it('and the doctor finds everything well', async () => {
    const { code, said } = await command('doctor', env);
    expect(said.split('\n').filter((line) => /^[✗-] /.test(line))).toEqual([]);
    expect(code).toBe(0);
  });
});
