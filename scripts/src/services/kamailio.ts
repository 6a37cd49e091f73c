/** The edge: kamailio/kamailio.cfg with the values of one instance. */
import { join } from 'node:path';
import type { Instance } from '@zuoxi/contracts/environment';
import { makePrivate, writePrivate } from '../private-file';
import { answersOptions } from '../health/probes';
import { need } from '../programs';
import { internal } from './ports';
import type { Service } from './service';

const file = (runDir: string): string => join(runDir, 'kamailio.cfg');
const quoted = (text: string): string => JSON.stringify(text);

/** Kamailio's levels. INFO (2) is out of reach: auth_ephemeral would log its secret. */
const logLevels = { debug: 1, info: 1, warn: 0, error: -1 } as const satisfies Record<Instance['logLevel'], number>;

/** Writes what the command names: the secret, and the way to the static configuration below `root`. Readable by its owner only. */
export function renderKamailio(root: string, runDir: string, secret: string): void {
  makePrivate(runDir);
  const lines = [
    '#!KAMAILIO',
    `#!define EPHEMERAL_SECRET ${quoted(secret)}`,
    `include_file ${quoted(join(root, 'kamailio/kamailio.cfg'))}`,
    '',
  ];
  writePrivate(file(runDir), lines.join('\n'));
}

/** Kamailio in the foreground, from the file that `renderKamailio` wrote. `runDir` is absolute: Kamailio changes its folder. */
export function kamailioCommand(instance: Instance, runDir: string): string[] {
  const { ports } = instance;
  const defines: Record<string, string | number> = {
    HOST: instance.host,
    SIP_PORT: instance.sip,
    SWITCH_PORT: ports.switchSip,
    EDGE_PORT: ports.edge,
    WS_PORT: ports.sipWs,
    RPC_PORT: ports.rpc,
    SWITCH_URI: quoted(`sip:127.0.0.1:${ports.switchSip};transport=tcp`),
    SWITCH_ADDRESS: quoted(`127.0.0.1:${ports.switchSip}`),
    SWITCH_VIA: quoted(`127[.]0[.]0[.]1:${ports.switchSip}`),
    EDGE_SOCKET: quoted(`tcp:127.0.0.1:${ports.edge}`),
    OUTSIDE_SOCKET: quoted(`udp:${instance.host}:${instance.sip}`),
    REGISTRATIONS_ADDRESS: quoted(`127.0.0.1:${ports.registrations}`),
    LOG_LEVEL: logLevels[instance.logLevel],
    ...(instance.logLevel !== 'debug' && { QUIET_PARSERS: 1 }),
  };
  // -DD: in the foreground; -E: log to standard error; -m, -M: MB of shared and of each process's own memory;
  // -x, -X: the fast allocator for both, Debian's choice is the one for debugging (7 % of a call's way)
  const fixed = [
    '-f',
    file(runDir),
    '-P',
    join(runDir, 'kamailio.pid'),
    '-Y',
    runDir,
    '-w',
    runDir,
    '-DD',
    '-E',
    '-m',
    '512',
    '-M',
    '8',
    ...['-x', 'fm', '-X', 'fm'],
  ];
  return [
    need('kamailio', 'kamailio'),
    ...fixed,
    ...Object.entries(defines).flatMap(([name, value]) => ['-A', `${name}=${value}`]),
  ];
}

export const kamailio: Service = {
  name: 'kamailio',
  ports: (i) => [
    { protocol: 'udp', host: i.host, port: i.sip, setting: 'ZUOXI_SIP_PORT' },
    { protocol: 'tcp', host: i.host, port: i.sip, setting: 'ZUOXI_SIP_PORT' },
    internal(i, 'edge'),
    internal(i, 'rpc'),
    internal(i, 'registrations'),
    internal(i, 'sipWs'),
  ],
  async prepare({ instance, secrets, root }) {
    renderKamailio(root, instance.paths.run, secrets.sip);
  },
  command: ({ instance }) => ({ argv: kamailioCommand(instance, instance.paths.run) }),
  ready: ({ instance }) => answersOptions(instance.host, instance.sip),
};
