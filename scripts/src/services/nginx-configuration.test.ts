import { readInstance, Secrets } from '@zuoxi/contracts/environment';
import { nginxConfiguration } from './nginx-configuration';

const instance = readInstance({ ZUOXI_WEB_PORT: '9300', ZUOXI_HOST: '192.0.2.7' }, '/srv/my zuoxi');
const secrets = Secrets.parse(Object.fromEntries(Object.keys(Secrets.shape).map((k) => [k, k.padEnd(40, '-')])));
const text = nginxConfiguration({
  instance,
  secrets,
  root: '/srv/my zuoxi',
  run: () => Promise.reject(new Error('nothing is run')),
});

describe('the web origin', () => {
  it('listens where the settings say, and nowhere else', () => {
    expect(text.match(/listen [^;]+;/g)).toEqual(['listen 192.0.2.7:9300;', 'listen 192.0.2.7:9663 ssl;']);
  });

  it('never leads to /feed, /metrics, /health or Kamailio’s RPC', () => {
    const places = [...text.matchAll(/location ([^{]+)\{/g)].map(([, place]) => (place ?? '').trim());
    expect(places).toHaveLength(new Set(places).size);
    for (const hidden of ['feed', 'metrics', 'health', 'RPC']) expect(places.filter((p) => p.includes(hidden))).toEqual([]);
    expect(text).not.toContain(String(instance.ports.rpc));
    expect(text.match(/proxy_pass [^;]+;/g)).toEqual([
      'proxy_pass http://api/live;',
      'proxy_pass http://sipWs/;',
      'proxy_pass http://cms;',
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
