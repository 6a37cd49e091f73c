/** An instance on the PostgreSQL, the Redis and the bucket of the house: nothing of its own beside them, and a role that no wall binds is refused. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInstance } from '@zuoxi/contracts/environment';
import { connect, countRows } from '../../scripts/src/backup/database';
import { startInstance } from '@zuoxi/scripts/instance';
import { serviceFolders } from '../../scripts/src/runit/supervisor';
import { command, root } from '../support/command';
import { givenHouse, type House } from '../support/external';
import { givenFirstStart, type TestInstance } from '../support/instance';
import { freeSettings } from '../support/ports';
import { givenRecordEnvironment, startRecordProcess } from '../support/record-environment';

jest.setTimeout(180_000);

const folder = mkdtempSync(join(tmpdir(), 'zuoxi-external-'));
let house: House;
beforeAll(async () => {
  chmodSync(folder, 0o711);
  house = await givenHouse();
});
afterAll(async () => {
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const commandLines = (): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8')];
      } catch {
        return []; // gone
      }
    });

describe('before anything starts', () => {
  const start = async (more: Readonly<Record<string, string>>): Promise<string> => {
    const { settings, release } = await freeSettings();
    const env = { PATH: process.env.PATH, ...settings, ZUOXI_DATA: join(folder, 'refused'), ...house.settings, ...more };
    try {
      const running = await startInstance(env, { root, leashed: true });
      await running.stop();
      return 'it started';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      release();
    }
  };

  it.each(['mighty', 'unbound'])('the role %s, which no wall binds, is refused with the role that is wanted', async (role) => {
    const said = await start({ ZUOXI_DATABASE_URL: house.databaseUrl('zuoxi', role) });
    expect(said).toMatch(new RegExp(`^role ${role} is a superuser or has BYPASSRLS`));
    expect(said).toContain('NOSUPERUSER NOBYPASSRLS');
  });

  it('a server whose certificate nobody vouches for, a wrong password and a closed port are said with what to do', async () => {
    const lines = await start({
      ZUOXI_CA_FILE: '',
      ZUOXI_REDIS_URL: house.settings['ZUOXI_REDIS_URL']!.replace('rediss:', 'redis:'),
    });
    expect(lines).toMatch(/^cannot use database zuoxi .*certificate.*ZUOXI_CA_FILE.*\ncannot use Redis .*rediss:\/\//);
    const noBucket = await start({ ZUOXI_S3_URL: house.settings['ZUOXI_S3_URL']!.replace('recordings-of', 'no-bucket-of') });
    expect(noBucket).toMatch(/^cannot use bucket no-bucket-of-the-house.*Make the bucket/);
    const wrong = await start({ ZUOXI_REDIS_URL: house.settings['ZUOXI_REDIS_URL']!.replace('queue-of', 'wrong') });
    expect(wrong).toMatch(/^cannot use Redis .*WRONGPASS.*User and password in ZUOXI_REDIS_URL/);
    for (const password of house.passwords) expect(lines + wrong).not.toContain(password);
  });

  it('the record plane refuses such a role by itself', async () => {
    const { ZUOXI_CA_FILE = '' } = house.settings;
    const env = { ZUOXI_DATABASE_URL: house.databaseUrl('another', 'mighty'), NODE_EXTRA_CA_CERTS: ZUOXI_CA_FILE };
    const room = await givenRecordEnvironment(env);
    try {
      await expect(startRecordProcess(room)).rejects.toThrow('superuser or has BYPASSRLS');
    } finally {
      await room.clear();
    }
  });
});

describe('an instance with all of them', () => {
  let its: TestInstance;
  beforeAll(async () => {
    its = await givenFirstStart({ ...house.settings, ZUOXI_LOG_LEVEL: 'debug' });
  });
  afterAll(() => its?.stop());

  it('runs no PostgreSQL and no Redis of its own, and the doctor finds everything well', async () => {
    expect(serviceFolders(its.instance.paths.services)).not.toEqual(expect.arrayContaining(['postgres']));
    expect(serviceFolders(its.instance.paths.services)).not.toEqual(expect.arrayContaining(['redis']));
    const { code, said } = await command('doctor', its.env);
    expect(said).toMatch(/✓ database .*PostgreSQL .*database zuoxi of role zuoxi on 127\.0\.0\.1:\d+, at most 9 connections/);
    expect(said).toMatch(/✓ queue .*Redis .* over TLS/);
    expect(said).toMatch(/✓ storage .*bucket recordings-of-the-house\/zuoxi\/ of http:/);
    expect([code, said]).toEqual([0, said]);
  });

  it('a backup of it is restored into an empty database of the house, and into no other', async () => {
    const file = join(folder, 'house.backup');
    expect(await command('backup', its.env, file)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/Not in it: \d+ files/),
    });
    const env = { ...its.env, ZUOXI_DATA: join(folder, 'restored') };
    const full = await command('restore', env, file);
    expect(full).toMatchObject({ code: 1, said: expect.stringContaining('holds tables') });
    const there = { ...env, ZUOXI_DATABASE_URL: house.databaseUrl('spare') };
    expect(await command('restore', there, file)).toMatchObject({ code: 0 });
    const secrets = its.site.secrets;
    const counted = await Promise.all(
      [its.env, there].map(async (settings) => {
        const client = await connect({ ...its.site, instance: readInstance(settings, root), secrets });
        try {
          return await countRows(client);
        } finally {
          await client.end();
        }
      }),
    );
    expect(Object.keys(counted[0]!).length).toBeGreaterThan(50);
    expect(Object.keys(counted[1]!)).toEqual(Object.keys(counted[0]!));
  });

  it('no password is in a log or in a process list', async () => {
    const logs = readdirSync(its.instance.paths.logs, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('current'),
    );
    expect(logs.length).toBeGreaterThan(4);
    const texts = [...logs.map((name) => readFileSync(join(its.instance.paths.logs, name), 'utf8')), ...commandLines()];
    const scripts = serviceFolders(its.instance.paths.services).map((name) =>
      readFileSync(join(its.instance.paths.services, name, 'run'), 'utf8'),
    );
    for (const password of house.passwords)
      expect([...texts, ...scripts].filter((text) => text.includes(password) && !text.startsWith('redis-server'))).toEqual([]);
  });
});
