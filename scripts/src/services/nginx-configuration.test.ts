import { readInstance, Secrets } from '@zuoxi/contracts/environment';
import { nginxConfiguration } from './nginx-configuration';
import { workerConnections } from './nginx-limits';

const instance = readInstance({ ZUOXI_WEB_PORT: '9300', ZUOXI_HOST: '192.0.2.7' }, '/srv/my zuoxi');
const secrets = Secrets.parse(Object.fromEntries(Object.keys(Secrets.shape).map((k) => [k, k.padEnd(40, '-')])));
const configurationOf = (of: typeof instance): string =>
  nginxConfiguration({ instance: of, secrets, root: '/srv/my zuoxi', run: () => Promise.reject(new Error('nothing is run')) });
const text = configurationOf(instance);

describe('the web origin', () => {
  it('listens where the settings say, and nowhere else', () => {
    expect(text.match(/listen [^;]+;/g)).toEqual(['listen 192.0.2.7:9300 ssl;', 'listen 192.0.2.7:9663 ssl;']);
    const alone = configurationOf(readInstance({}, '/srv'));
    expect(alone.match(/listen [^;]+;/g)).toEqual(['listen 127.0.0.1:8080;', 'listen 127.0.0.1:8443 ssl;']);
  });

  it('has room for all that may be open at once: two connections stand behind each', () => {
    const sum = [...text.matchAll(/limit_conn \w+InAll (\d+);/g)].reduce((all, [, most]) => all + Number(most), 0);
    expect(sum).toBeGreaterThan(9000);
    expect(2 * sum).toBeLessThan(2 * workerConnections);
  });

  it('big bodies are taken in one place, where they are not kept before somebody is known', () => {
    const big = text.split('\n').filter((line) => line.includes('client_max_body_size') && !line.includes('body_size 2m;'));
    expect(big).toEqual([expect.stringContaining('location = /api/workbench/files {')]);
    expect(big[0]).toContain('proxy_request_buffering off;');
  });

  it('the administration opens for this machine and for whom the settings name', () => {
    const named = configurationOf(
      readInstance({ ZUOXI_HOST: '192.0.2.7', ZUOXI_ADMIN_FROM: '10.1.0.0/16, 2001:db8::7' }, '/srv'),
    );
    const open = 'allow 127.0.0.1; allow 192.0.2.7;';
    expect(text.split(`${open} deny all;`)).toHaveLength(3);
    expect(named.split(`${open} allow 10.1.0.0/16; allow 2001:db8::7; deny all;`)).toHaveLength(3);
    for (const wrong of ['all', '10.0.0.0/8; allow all', 'here', '']) {
      const from = () => readInstance({ ZUOXI_ADMIN_FROM: `10.0.0.1,${wrong}` }, '/srv');
      expect(from).toThrow('ZUOXI_ADMIN_FROM');
    }
  });

  it('never leads to /feed, /metrics, /health or Kamailio’s RPC', () => {
    const places = [...text.matchAll(/location ([^{]+)\{/g)].map(([, place]) => (place ?? '').trim());
    expect(places).toHaveLength(new Set(places).size);
    for (const hidden of ['feed', 'metrics', 'health', 'RPC']) expect(places.filter((p) => p.includes(hidden))).toEqual([]);
    expect(text).not.toContain(String(instance.ports.rpc));
    expect(text.match(/proxy_pass [^;]+;/g)).toEqual([
      'proxy_pass http://api/live;',
      'proxy_pass http://sipWs/;',
      ...Array.from({ length: 6 }, () => 'proxy_pass http://cms;'),
    ]);
  });

  it('scripts come from here only; nothing secret is in the file', () => {
    expect(text).toContain("script-src 'self';");
    expect(text).not.toMatch(/unsafe-eval/);
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  });

  it('paths with a blank are quoted', () => {
    expect(text).toContain('root "/srv/my zuoxi/admin-ui/dist";');
  });
});
