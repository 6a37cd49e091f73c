/** The record plane as it runs in production: `node server.js`, one process, as a user who may write nothing but the data. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startChild, type Child } from '../../tests/support/children';
import { givenRecordEnvironment, startRecordProcess, type RecordEnvironment } from '../../tests/support/record-environment';

const cms = resolve(__dirname, '..');
const node = [process.execPath, join(cms, 'server.js')];
let room: RecordEnvironment;
let child: Child | null = null;
beforeAll(async () => {
  room = await givenRecordEnvironment({ ZUOXI_LOG_LEVEL: 'info' });
}, 60_000);
afterAll(async () => {
  await child?.stop();
  await room?.clear();
});

function nobody(): string[] {
  if (process.getuid?.() !== 0) return [];
  execFileSync('chown', ['-R', 'nobody', room.instance.data]);
  return ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'];
}

test('starts without a right to write into the checkout, is healthy, and ends cleanly when told to', async () => {
  child = await startRecordProcess(room, nobody());
  const health = await fetch(`http://127.0.0.1:${room.instance.ports.cms}/api/call-control/health`);
  expect(await health.json()).toMatchObject({ database: true, feed: { connected: false, stored: 0 } });
  child.process.kill('SIGTERM');
  expect(await child.exited).toBe(0);
}, 60_000);

test('without secrets it says what is missing', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'zuoxi-empty-'));
  const poor = await startChild(node, { cwd: cms, env: { PATH: process.env.PATH, ...room.env, ZUOXI_DATA: empty } });
  expect(await poor.exited).toBe(1);
  expect(poor.output()).toContain(`${empty}/secrets.json is missing`);
  rmSync(empty, { recursive: true });
}, 60_000);
