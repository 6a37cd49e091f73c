/** A whole instance by the product's own code: up, unharmed by kill -9, gone without a trace. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { privateFiles } from '../../scripts/src/audit/files';
import { openPorts } from '../../scripts/src/audit/ports';
import type { Patient } from '../../scripts/src/doctor/check';
import { socketsOf, withChildren } from '../../scripts/src/net/sockets';
import { command, root } from '../support/command';
import { inFolder, processesNaming } from '../support/processes';
import { givenFirstStart, type TestInstance } from '../support/instance';
import { bind, freeSettings } from '../support/ports';

describe('an instance', () => {
  let its: TestInstance;
  beforeAll(async () => void (its = await givenFirstStart()), 180_000);
  afterAll(() => its?.stop());
  const patient = (): Patient => ({ root, instance: its.instance, secrets: null, demo: null });

  it('runs every process, none of them as root', () => {
    const pids = its.services.map((s) => its.pid(s.name));
    expect(pids.every((pid) => pid !== null)).toBe(true);
    const users = pids.map((pid) => /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    expect(users).not.toContain('0');
    const rights = pids.map((pid) => /^NoNewPrivs:\s+(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    expect(new Set(rights)).toEqual(new Set(['1']));
  });

  it('serves the page with a policy that lets no foreign script in, and hides what is not for browsers', async () => {
    const page = await fetch(its.origin);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    for (const hidden of ['/feed', '/metrics', '/health', '/RPC'])
      expect((await fetch(its.origin + hidden)).headers.get('content-type')).toContain('text/html');
  });

  it('each process of ours tells what it measures, on loopback and to nobody who comes through nginx', async () => {
    const { cms, api, mixerHttp } = its.instance.ports;
    const asked = [
      [api, 'zuoxi_part_up{part="journal"} 1'],
      [mixerHttp, 'zuoxi_mixer_legs 0'],
      [cms, 'zuoxi_records_feed_connected 1'],
    ] as const;
    for (const [port, line] of asked) {
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
      expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
      const text = await answer.text();
      expect(text).toContain(`\n${line}\n`);
      expect(text).toContain('\nnodejs_eventloop_lag_p99_seconds ');
    }
    const through = await fetch(`http://127.0.0.1:${cms}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.1' } });
    expect(await through.text()).not.toContain('zuoxi_');
  });

  it('a second start says that it runs already, and changes nothing', async () => {
    const before = its.services.map((s) => its.pid(s.name));
    const { code, said } = await command('start', its.env, '--detach');
    expect([code, said]).toEqual([0, expect.stringContaining('runs already and is healthy')]);
    expect(its.services.map((s) => its.pid(s.name))).toEqual(before);
  });

  it('npm run status lists each process as healthy', async () => {
    const { code, said } = await command('status', its.env);
    expect(code).toBe(0);
    for (const service of its.services)
      expect(said).toMatch(new RegExp(`^${service.name} +${its.pid(service.name)} .* yes `, 'm'));
  });

  it('secrets are for the services only, and in no environment', () => {
    const secrets: Record<string, string> = JSON.parse(readFileSync(its.instance.paths.secrets, 'utf8'));
    for (const { name } of its.services) {
      const environment = readFileSync(`/proc/${its.pid(name)}/environ`, 'utf8');
      for (const secret of Object.values(secrets)) expect(environment).not.toContain(secret);
    }
  });

  it('nothing that it writes can be read by others, and a file that could be is named', async () => {
    const { paths } = its.instance;
    const see = async () => (await privateFiles.examine(patient())).map((f) => (f.kind === 'ill' ? f.found : f.kind));
    expect(await see()).toEqual(['well']);
    chmodSync(paths.secrets, 0o644);
    expect(await see()).toEqual([`${paths.secrets} has mode 644`]);
    chmodSync(paths.secrets, 0o600);
  });

  it('nothing listens that is not in the table of ports, and nothing internal outside of loopback', async () => {
    const found = await openPorts.examine(patient());
    expect(found).toEqual([{ kind: 'well', found: expect.stringMatching(/^\d+ open, all in the table/) as string }]);
    const listening = its.services.flatMap(({ name }) => socketsOf(withChildren([its.pid(name) ?? 0])).sockets);
    const seen = new Set(listening.map(({ protocol, host, port }) => `${protocol} ${host} ${port}`));
    const table = its.services.flatMap((s) => s.ports(its.instance)).filter(({ setting }) => setting !== 'ZUOXI_RTP_MIN');
    expect(table.filter(({ protocol, host, port }) => !seen.has(`${protocol} ${host} ${port}`))).toEqual([]);
  });

  it.each(['nginx', 'cms', 'switch', 'mixer', 'carrier', 'kamailio', 'rtpengine', 'redis', 'postgres'] as const)(
    'kill -9 of %s: another takes its place and works',
    async (name) => {
      await its.replace(name, 'SIGKILL');
      await its.waitHealthy(undefined, 60_000);
    },
    70_000,
  );

  it('stop leaves no process and no port', async () => {
    const { data } = its.instance;
    const ports = its.services.flatMap((s) => s.ports(its.instance));
    const { code, said } = await command('stop', its.env);
    expect([code, said.trim()]).toEqual([0, 'Ended.']);
    expect(processesNaming(data)).toEqual([]);
    expect(inFolder(data)).toEqual([]);
    for (const port of ports) expect([port, await bind(port)]).toEqual([port, { ok: true }]);
    expect(existsSync(join(data, 'secrets.json'))).toBe(true);
  }, 60_000);
});

describe('when it cannot start', () => {
  let data: string;
  let settings: Record<string, string>;
  let release: () => void;
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'zuoxi-'));
    ({ settings, release } = await freeSettings());
  });
  afterEach(() => {
    release();
    rmSync(data, { recursive: true, force: true });
  });

  it('a taken port is one line with its cure; nothing is made and nothing is left', async () => {
    const server = createServer().listen(Number(settings.ZUOXI_WEB_PORT), '127.0.0.1');
    await once(server, 'listening');
    try {
      const { code, said } = await command('start', { ...settings, ZUOXI_DATA: data }, '--detach');
      expect(code).toBe(1);
      expect(said).toMatch(
        new RegExp(
          `^Port 127.0.0.1:${settings.ZUOXI_WEB_PORT}/tcp is taken by .*process ${process.pid}.*ZUOXI_WEB_PORT=\\d+ npm start\\.\n$`,
        ),
      );
      expect(readdirSync(data)).toEqual([]);
    } finally {
      server.close();
    }
  });

  it('a wrong setting is one line', async () => {
    const { code, said } = await command('start', { ...settings, ZUOXI_DATA: data, ZUOXI_SIP_PORT: '80' }, '--detach');
    expect([code, said]).toEqual([1, expect.stringMatching(/^ZUOXI_SIP_PORT: [^\n]+\n$/)]);
  });

  it('a data directory that cannot be written is one line', async () => {
    const file = join(data, 'file');
    writeFileSync(file, '');
    const { code, said } = await command('start', { ...settings, ZUOXI_DATA: join(file, 'data') }, '--detach');
    expect([code, said]).toEqual([1, expect.stringMatching(/^Cannot write \S+\/file\/data \(ENOTDIR\): [^\n]+\n$/)]);
  });

  it('npm stop and npm run status say that nothing runs', async () => {
    expect(await command('stop', { ...settings, ZUOXI_DATA: data })).toEqual({ code: 0, said: `Nothing runs in ${data}.\n` });
    expect(await command('status', { ...settings, ZUOXI_DATA: data })).toEqual({
      code: 3,
      said: expect.stringContaining(`Nothing runs in ${data}`),
    });
  });
});
