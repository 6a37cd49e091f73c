/** The doctor's own call through a running live plane, and what it says when something is wrong. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Directory } from '@zuoxi/contracts';
import { Secrets, sipDomain } from '@zuoxi/contracts/environment';
import type { Check, Finding, Patient } from '../../scripts/src/doctor/check';
import { kamailio } from '../../scripts/src/doctor/kamailio';
import { mixer } from '../../scripts/src/doctor/mixer';
import { registration } from '../../scripts/src/doctor/registration';
import { rtpengine } from '../../scripts/src/doctor/rtpengine';
import { directory, theSwitch } from '../../scripts/src/doctor/switch';
import { talk } from '../../scripts/src/doctor/talk';
import { DemoLogins } from '@zuoxi/contracts';
import { givenInstance, type TestInstance } from '../support/instance';
import { RecordPlane } from '../support/record-plane';

jest.setTimeout(120_000);

const password = 'the-desk-phone-of-the-demo';
const ha1 = createHash('md5').update(`d1:${sipDomain}:${password}`).digest('hex');

let instance: TestInstance;
let plane: RecordPlane;
let patient: Patient;

beforeAll(async () => {
  instance = await givenInstance({}, { only: 'live' });
  const { ports, carrierHost, paths } = instance.instance;
  const secrets = Secrets.parse(JSON.parse(readFileSync(paths.secrets, 'utf8')));
  const wrapUp = { mode: 'off' as const };
  const given = Directory.parse({
    version: 1,
    tenants: [{ id: 't1', code: 'demo', name: '演示', wrapUp, reasons: [{ code: 'break', label: { zh: '小休', en: 'Break' } }] }],
    groups: [],
    agents: [{ id: 'd1', tenant: 't1', number: '8009', name: '话机', groups: [], ha1 }],
    queues: [],
    trunks: [{ id: 'k1', tenant: 't1', addresses: [carrierHost], host: carrierHost, port: ports.carrier }],
    numbers: [{ number: '4008000008', tenant: 't1', trunk: 'k1', to: { kind: 'agent', agent: 'd1' } }],
  });
  plane = new RecordPlane(`ws://127.0.0.1:${ports.api}/feed`, secrets.feed, given);
  await plane.configured();
  patient = { root: '/', instance: instance.instance, secrets, demo: demo() };
});
afterAll(async () => {
  plane?.close();
  await instance?.stop();
});

const demo = (more: object = {}) =>
  DemoLogins.parse({ tenant: 'demo', agents: [], deskPhone: { agent: 'd1', password, number: '4008000008', ...more } });
const say = (f: Finding): string => (f.kind === 'skipped' ? f.why : f.found);
const ask = async (check: Check, p = patient): Promise<{ kinds: string[]; words: string }> => {
  const findings = await check.examine(p);
  return { kinds: findings.map((f) => f.kind), words: findings.map(say).join('; ') };
};

test('everything that runs is well, and two robot phones hear each other through it', async () => {
  for (const check of [kamailio, rtpengine, mixer, theSwitch, directory, registration, talk]) {
    const { kinds, words } = await ask(check);
    expect(`${check.name}: ${kinds.join()} ${words}`).toMatch(/: well /);
  }
});

test('a wrong password of the desk phone is named as such', async () => {
  expect(await ask(registration, { ...patient, demo: demo({ password: 'stale' }) })).toMatchObject({
    kinds: ['ill'],
    words: expect.stringMatching(/answered 40[13]/) as string,
  });
});

test('a number that nobody has is named as such', async () => {
  const { kinds, words } = await ask(talk, { ...patient, demo: demo({ number: '4008000009' }) });
  expect(kinds).toEqual(['ill']);
  expect(words).toContain('404');
});

test('a mixer that hangs is found, although its port is open', async () => {
  instance.kill('mixer', 'SIGSTOP');
  try {
    expect((await ask(mixer)).kinds).toEqual(['ill']);
    expect(await ask(talk)).toMatchObject({ kinds: ['ill'], words: expect.stringContaining('hear') as string });
  } finally {
    instance.kill('mixer', 'SIGCONT');
  }
});
