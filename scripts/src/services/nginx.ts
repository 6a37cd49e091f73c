import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makePrivate, writePrivate } from '../private-file';
import { answersHttp } from '../health/probes';
import { need } from '../programs';
import { Trouble } from '../trouble';
import { nginxConfiguration } from './nginx-configuration';
import type { Service, Site } from './service';

const file = (site: Site): string => join(site.instance.paths.run, 'nginx.conf');

/** A certificate for the instance's own address, ten years, made once. A real one is put in its place (README, "On a network"). */
async function ensureCertificate({ instance, run }: Site): Promise<void> {
  const { tls } = instance.paths;
  const [key, cert] = [join(tls, 'key.pem'), join(tls, 'cert.pem')];
  if (existsSync(key) && existsSync(cert)) return;
  const names = [...new Set(['DNS:localhost', `DNS:${hostname()}`, 'IP:127.0.0.1', `IP:${instance.host}`])];
  const request = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '3650',
    '-subj',
    '/CN=Zuoxi',
  ];
  await run([
    need('openssl', 'openssl'),
    ...request,
    '-addext',
    `subjectAltName=${names.join(',')}`,
    '-keyout',
    key,
    '-out',
    cert,
  ]);
}

export const nginx: Service = {
  name: 'nginx',
  ports: (i) => [
    { protocol: 'tcp', host: i.host, port: i.web, setting: 'ZUOXI_WEB_PORT' },
    { protocol: 'tcp', host: i.host, port: i.webs, setting: 'ZUOXI_WEBS_PORT' },
  ],
  async prepare(site) {
    const page = join(site.root, 'admin-ui/dist/index.html');
    if (!existsSync(page))
      throw new Trouble(
        `${page} is missing: the workbench is not built. npm start builds it (npm run build -w admin-ui does it by hand).`,
      );
    await ensureCertificate(site);
    makePrivate(join(site.instance.paths.run, 'nginx')); // its temporary files
    writePrivate(file(site), nginxConfiguration(site));
  },
  command: (site) => ({ argv: [need('nginx', 'nginx-light'), '-p', site.instance.paths.run, '-e', 'stderr', '-c', file(site)] }),
  // 301: on a network, where plain http is led to https
  ready: ({ instance }) => answersHttp(instance.host, instance.web, '/', [200, 301]),
};
