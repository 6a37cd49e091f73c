/** How an instance ends when the one who started it does, and how its processes run without runit, as in containers. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { begin, command } from '../support/command';
import { freeSettings } from '../support/ports';
import { attempt, processesNaming } from '../support/processes';
import { giveSounds } from '../support/sounds';

let data: string;
let env: Record<string, string>;
let release: () => void;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'zuoxi-'));
  const free = await freeSettings();
  env = { ...free.settings, ZUOXI_DATA: data };
  release = free.release;
  await giveSounds(data);
}, 60_000);
afterEach(async () => {
  await command('stop', env);
  release();
  rmSync(data, { recursive: true, force: true });
}, 60_000);

/** Gathers what a process says; resolves when it has said the words. */
const saying = (child: ReturnType<typeof begin>, words: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (words.test(said)) resolve(said);
      });
    child.on('close', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });

it('npm start stays in the foreground and tells address and logins; Ctrl-C ends all of it', async () => {
  const start = begin('start', env);
  const said = await saying(start, /Ctrl-C ends it\./);
  expect(said).toContain(`http://127.0.0.1:${env.ZUOXI_WEB_PORT}`);
  expect(said).toMatch(/agent 1001 {2}password \S+/);
  start.kill('SIGINT');
  const [code] = await once(start, 'close');
  expect(code).toBe(0);
  expect(processesNaming(data)).toEqual([]);
}, 120_000);

it('npm start -- --detach returns, the instance stays', async () => {
  const { code, said } = await command('start', env, '--detach');
  expect([code, said]).toEqual([0, expect.stringContaining('services answer after')]);
  expect((await fetch(`http://127.0.0.1:${env.ZUOXI_WEB_PORT}/`)).status).toBe(200);
  expect(statSync(join(data, 'demo.json')).mode & 0o777).toBe(0o600);
}, 120_000);

it('an instance on a leash ends with its owner, even one that is killed', async () => {
  const program =
    "require(process.argv[1]).startInstance(process.env, { only: 'live', leashed: true }).then(() => { console.log('up'); setInterval(() => 0, 1e6); })";
  const owner = spawn(process.execPath, ['-e', program, require.resolve('@zuoxi/scripts/instance')], {
    env: { PATH: process.env.PATH, ...env },
  });
  await saying(owner, /up/);
  expect(processesNaming(data)).not.toEqual([]);
  owner.kill('SIGKILL');
  await attempt(() => processesNaming(data).length === 0, 20_000);
}, 60_000);

it('without runit: prepared once, each process runs alone, says whether it is well, and ends when asked', async () => {
  expect(await command('run', env, 'prepare')).toMatchObject({ code: 0 });
  expect(existsSync(join(data, 'secrets.json'))).toBe(true);
  const healthy = async (name: string): Promise<boolean> => (await command('run', env, name, '--healthy')).code === 0;
  for (const name of ['redis', 'postgres', 'mixer']) {
    expect(await healthy(name)).toBe(false);
    const alone = begin('run', env, name);
    alone.stdout?.resume();
    alone.stderr?.resume();
    const ended = once(alone, 'close');
    while (!(await healthy(name))) expect(alone.exitCode).toBeNull();
    alone.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }
  expect(await command('run', env, 'nobody')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^There is no service "nobody" here\./),
  });
}, 120_000);
