/** The processes of ours: each `node <root>/<entry>`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivate, writePrivate } from '../private-file';
import { answersHttp, answersOptions, answersTcp } from '../health/probes';
import { internal } from './ports';
import type { Service, Site } from './service';

/** Where each begins, from the root of the checkout. docker-compose.yml starts the same. */
export const entries = {
  mixer: 'plugins/call-control/mixer/dist/main.js',
  switch: 'plugins/call-control/switch/dist/main.js',
  carrier: 'plugins/call-control/robot/dist/carrier.js',
  cms: 'cms/server.js',
} as const;

const node =
  (entry: string, cwd = '.') =>
  ({ root }: Site) => ({ argv: [process.execPath, '--enable-source-maps', join(root, entry)], cwd: join(root, cwd) });

export const mixer: Service = {
  name: 'mixer',
  ports: (i) => [internal(i, 'mixerControl'), internal(i, 'mixerRtp', 'udp'), internal(i, 'mixerHttp')],
  command: node(entries.mixer),
  ready: ({ instance }) => answersTcp('127.0.0.1', instance.ports.mixerControl),
};

export const theSwitch: Service = {
  name: 'switch',
  ports: (i) => [internal(i, 'api'), internal(i, 'switchSip')],
  command: node(entries.switch),
  ready: ({ instance }) => answersHttp('127.0.0.1', instance.ports.api, '/health'),
};

export const carrier: Service = {
  name: 'carrier',
  ports: (i) => [{ protocol: 'udp', host: i.carrierHost, port: i.ports.carrier, setting: 'ZUOXI_PORT_BASE' }],
  command: node(entries.carrier),
  ready: ({ instance }) => answersOptions(instance.carrierHost, instance.ports.carrier),
  demoOnly: true,
};

/** A fresh demo begins with a content type that is data; who takes it away later does not get it again. */
function demoTypes({ instance, root }: Site): void {
  const { demoLogins, types } = instance.paths;
  if (!instance.demo || existsSync(demoLogins)) return;
  makePrivate(types);
  const templates = join(root, 'scripts/templates/types');
  for (const name of readdirSync(templates)) writePrivate(join(types, name), readFileSync(join(templates, name)));
}

export const cms: Service = {
  name: 'cms',
  prepare: async (site) => demoTypes(site),
  ports: (i) => [internal(i, 'cms')],
  command: (site) => {
    const { ca } = site.instance.external;
    const env = { STRAPI_TELEMETRY_DISABLED: 'true', ...(ca !== null && { NODE_EXTRA_CA_CERTS: ca }) };
    return { ...node(entries.cms, 'cms')(site), env };
  },
  ready: ({ instance }) => answersHttp('127.0.0.1', instance.ports.cms, '/_health'),
  after: ['postgres', 'redis'],
  readsSecretSettings: true,
};
