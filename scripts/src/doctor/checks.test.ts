import { X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInstance, type Instance } from '@zuoxi/contracts/environment';
import { certificateTrouble } from './certificate';
import type { Finding, Patient } from './check';
import { clockTrouble } from './clock';
import { cms } from './cms';
import { database } from './database';
import { disk } from './disk';
import { kamailio } from './kamailio';
import { mixer } from './mixer';
import { atLeast, oldNode } from './programs';
import { processes } from './processes';
import { queue } from './queue';
import { registration } from './registration';
import { rtpengine } from './rtpengine';
import { running } from './running';
import { secrets } from './secrets';
import { settings } from './settings';
import { directory, theSwitch } from './switch';
import { web } from './web';

const everySecret = Object.fromEntries(
  'live feed sip jwt adminJwt apiTokenSalt transferTokenSalt appKeys encryption postgres redis'
    .split(' ')
    .map((k) => [k, 'x'.repeat(40)]),
) as NonNullable<Patient['secrets']>;

let data: string;
beforeAll(() => (data = mkdtempSync(join(tmpdir(), 'zuoxi-doctor-'))));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Ports 1200-1230 belong to no service that a test machine runs. */
const instance = (env: Record<string, string> = {}): Instance =>
  readInstance({ ZUOXI_DATA: data, ZUOXI_WEB_PORT: '1200', ZUOXI_WEBS_PORT: '1231', ZUOXI_SIP_PORT: '1232', ...env }, '/');
const patient = (more: Partial<Patient> = {}): Patient => ({
  root: '/',
  instance: instance(),
  secrets: everySecret,
  demo: null,
  ...more,
});
const shape = (f: Finding): string => (f.kind === 'skipped' ? f.why : f.found);

it('says first of all that nothing runs', async () => {
  expect(await running.examine(patient())).toMatchObject([{ kind: 'ill', cure: 'npm start' }]);
});

it('without runit (in containers) each process is asked for its ports, and who lacks one is named', async () => {
  const findings = await processes.examine(patient());
  expect(findings).toContainEqual({
    kind: 'ill',
    found: 'mixer does not hold port 1213/tcp',
    cure: 'docker compose ps, then docker compose logs mixer.',
  });
  expect(findings.every(({ kind }) => kind === 'ill')).toBe(true);
});

describe('when nothing runs, every part is named with its cure, a line each', () => {
  it.each([database, queue, cms, web, kamailio, rtpengine, mixer, theSwitch].map((c) => [c.name, c] as const))(
    '%s',
    async (_, check) => {
      const findings = await check.examine(patient());
      expect(findings.length).toBeGreaterThan(0);
      for (const f of findings) {
        expect(f).toMatchObject({ kind: 'ill', cure: expect.stringMatching(/\S/) as string });
        expect(shape(f)).toMatch(/\d{4}/); // where it was looked for
      }
    },
    20_000,
  );
});

describe('the switch', () => {
  let server: Server;
  let body = '';
  beforeAll(async () => {
    server = createServer((_, response) => response.end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());
  const asked = (said: unknown): Patient => {
    body = typeof said === 'string' ? said : JSON.stringify(said);
    const i = instance();
    return patient({ instance: { ...i, ports: { ...i.ports, api: (server.address() as AddressInfo).port } } });
  };

  it('a part in trouble is named', async () => {
    const p = asked({ ok: false, parts: { sip: null, media: 'rtpengine does not answer' }, directory: { version: 3 } });
    expect(await theSwitch.examine(p)).toMatchObject([{ kind: 'ill', found: 'media: rtpengine does not answer' }]);
    expect(await directory.examine(p)).toMatchObject([{ kind: 'well', found: 'version 3' }]);
  });
  it('without a directory it knows nobody', async () => {
    expect(await directory.examine(asked({ ok: true, parts: {}, directory: { version: null } }))).toMatchObject([
      { kind: 'ill' },
    ]);
  });
  it('another program on its port is not taken for it', async () => {
    expect(shape((await theSwitch.examine(asked('<html>')))[0]!)).toContain('another program');
  });
});

describe('the certificate', () => {
  const made = (days: number, names: string): X509Certificate =>
    new X509Certificate(
      execFileSync(
        'openssl',
        `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days ${days} -subj /CN=t -keyout /dev/null -addext subjectAltName=${names}`.split(
          ' ',
        ),
        { stdio: ['ignore', 'pipe', 'ignore'] },
      ),
    );
  const now = Date.now() + 60_000; // the certificates are made a moment from now
  const day = 86_400_000;
  it('is well when it is valid and names the host', () => {
    const c = made(365, 'IP:10.1.2.3,DNS:call.example');
    expect(certificateTrouble(c, '10.1.2.3', now)).toBeNull();
    expect(certificateTrouble(c, 'call.example', now)).toBeNull();
    expect(certificateTrouble(c, '10.1.2.4', now)?.found).toContain('does not name 10.1.2.4');
  });
  it.each([
    [358.5 * day, 'expires in 6 days'],
    [370 * day, 'expired'],
    [-2 * day, 'valid only from'],
  ])('at %i ms from now: %s', (later, words) => {
    expect(certificateTrouble(made(365, 'IP:10.1.2.3'), '10.1.2.3', now + later)?.found).toContain(words);
  });
});

describe('this machine', () => {
  it('versions are compared part by part', () => {
    expect(
      [
        [5, 6],
        [5, 10],
        [6, 0],
      ].every((v) => atLeast(v, [5, 6])),
    ).toBe(true);
    expect(
      [
        [5, 5],
        [4, 9],
      ].some((v) => atLeast(v, [5, 6])),
    ).toBe(false);
  });
  it('an old line of Node works, and is named', () => {
    expect(oldNode('24.1.0', '24')).toEqual([]);
    expect(oldNode('26.0.0', '24')).toEqual([]);
    expect(oldNode('20.20.2', '24')).toMatchObject([{ kind: 'advice', found: 'Node 20.20.2 works, 24 is recommended' }]);
  });
  it('a clock before the build is wrong', () => {
    const built = Date.parse('2026-01-10');
    expect(clockTrouble(Date.parse('1970-01-02'), built)).toContain('1970');
    expect(clockTrouble(built, built)).toBeNull();
  });
  it('a data directory that is not there is named, and is no illness before the first start', async () => {
    const found = await disk.examine(patient({ instance: instance({ ZUOXI_DATA: '/no/such/folder' }) }));
    expect(found).toMatchObject([{ kind: 'skipped', why: expect.stringContaining('/no/such/folder') as string }]);
  });
  it('two settings that clash and an address of another machine are named', async () => {
    const found = await settings.examine(patient({ instance: instance({ ZUOXI_SIP_PORT: '1201', ZUOXI_HOST: '192.0.2.1' }) }));
    expect(found.map(shape)).toEqual([expect.stringContaining('both 1201'), expect.stringContaining('ZUOXI_HOST=192.0.2.1')]);
  });
  it('secrets that others can read are named', async () => {
    const file = join(data, 'secrets.json');
    writeFileSync(file, '{}', { mode: 0o644 });
    expect(await secrets.examine(patient())).toMatchObject([{ kind: 'ill', cure: `chmod 600 ${file}` }]);
  });
  it('a demo tenant without desk phone is ill, an instance without demo is not', async () => {
    expect(await registration.examine(patient())).toMatchObject([{ kind: 'ill' }]);
    expect(await registration.examine(patient({ instance: instance({ ZUOXI_DEMO: 'false' }) }))).toMatchObject([
      { kind: 'skipped' },
    ]);
  });
});
