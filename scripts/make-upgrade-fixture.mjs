#!/usr/bin/env node
// `node scripts/make-upgrade-fixture.mjs <commit>`: a backup of a demo instance of that commit, with a call that is over and one that runs, as
// tests/fixtures/upgrade/<version>-<commit>.backup.gz. To be run once for each version that somebody may upgrade from; tests/live/upgrade.test.ts starts all.
// It compiles the commit (or uses a compiled checkout that is given as second argument) in a worktree with this checkout's packages, and needs the ports 9500 to 9899.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { Phone } = createRequire(import.meta.url)(join(root, 'plugins/call-control/robot/dist/index.js'));
const run = (argv, options = {}) =>
  execFileSync(argv[0], argv.slice(1), { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', ...options });

const [commit, ready] = process.argv.slice(2);
if (!commit) throw new Error('node scripts/make-upgrade-fixture.mjs <commit> [compiled checkout]');
const name = run(['git', 'rev-parse', '--short=7', commit]).trim();
const place = mkdtempSync(join(tmpdir(), 'zuoxi-upgrade-'));
const [old, data] = [ready ?? join(place, 'checkout'), join(place, 'data')];
const env = {
  PATH: process.env.PATH,
  ZUOXI_DATA: data,
  ZUOXI_WEB_PORT: '9500',
  ZUOXI_SIP_PORT: '9502',
  ZUOXI_WEBS_PORT: '9501',
  ZUOXI_PORT_BASE: '9503',
  ZUOXI_RTP_MIN: '9600',
  ZUOXI_RTP_MAX: '9899',
};
const command = (checkout, script, ...args) =>
  run([process.execPath, join(checkout, 'scripts/dist', `${script}.js`), ...args], { env });

function checkOut() {
  run(['git', 'worktree', 'add', '--detach', old, name]);
  for (const folder of ['.', 'admin-ui', 'cms'])
    if (existsSync(join(root, folder, 'node_modules')))
      run(['cp', '--archive', '--link', join(root, folder, 'node_modules'), join(old, folder)]);
  const tsc = [process.execPath, 'node_modules/typescript/bin/tsc'];
  run([...tsc, '-b'], { cwd: old });
  run([...tsc, '-p', 'cms'], { cwd: old });
  // no browser comes: neither the panel nor the workbench is built
  for (const page of ['cms/dist/build/index.html', 'admin-ui/dist/index.html']) {
    mkdirSync(dirname(join(old, page)), { recursive: true });
    writeFileSync(join(old, page), '<!doctype html><title>none</title>');
  }
}

/** A customer and the demo's desk phone talk; resolves when each hears the other. */
async function talk(from) {
  const { deskPhone } = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8'));
  const server = { host: '127.0.0.1', port: Number(env.ZUOXI_SIP_PORT) };
  const credentials = { user: deskPhone.agent, password: deskPhone.password };
  const desk = await Phone.open({ host: server.host, user: deskPhone.agent, server, credentials });
  // the edge gets its phones and trunks a moment after the instance is healthy
  while ((await desk.register('zuoxi', credentials)) !== 200) await new Promise((next) => setTimeout(next, 1000));
  const customer = await Phone.open({ host: '127.0.0.2', user: from, server });
  const rings = desk.nextCall();
  let call;
  for (;;) {
    call = await customer.call(`sip:${deskPhone.number}@${server.host}:${server.port}`, { says: [{ kind: 'tone', hz: 440 }] });
    if (await Promise.race([rings.then(() => true), call.ended.then(() => false)])) break;
    await new Promise((next) => setTimeout(next, 500)); // wrap-up of the call before
  }
  const ringing = await rings;
  ringing.answer([{ kind: 'tone', hz: 1000 }]);
  const hears = (phone, hz) => phone.hears.until((heard) => heard.kind === 'tone' && Math.abs(heard.hz - hz) < 25, 10_000);
  if (!(await hears(call, 1000)) || !(await hears(ringing, 440))) throw new Error('they do not hear each other');
  return { call, close: () => Promise.all([desk.close(), customer.close()]) };
}

try {
  if (!ready) checkOut();
  command(old, 'start', '--detach');
  try {
    const first = await talk('13900139001');
    first.call.hangup();
    await first.call.ended;
    await first.close();
    const second = await talk('13900139002');
    rmSync(join(data, 'sounds'), { recursive: true }); // made again by every start; the fixture stays small
    const file = join(place, 'backup');
    console.log(command(existsSync(join(old, 'scripts/dist/backup.js')) ? old : root, 'backup', file));
    second.call.hangup();
    await second.close();
    const { version } = JSON.parse(readFileSync(join(old, 'package.json'), 'utf8'));
    const fixture = join(root, 'tests/fixtures/upgrade', `${version}-${name}.backup.gz`);
    mkdirSync(dirname(fixture), { recursive: true });
    writeFileSync(fixture, gzipSync(readFileSync(file), { level: 9 }));
    console.log(fixture);
  } finally {
    command(old, 'stop');
  }
} finally {
  if (!ready) run(['git', 'worktree', 'remove', '--force', old]);
  rmSync(place, { recursive: true, force: true });
}
