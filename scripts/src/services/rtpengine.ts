/** rtpengine in user space: the outer side towards phones and browsers, the inner side towards the mixer. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Instance } from '@zuoxi/contracts/environment';
import { answersUdp } from '../health/probes';
import { need } from '../programs';
import { internal } from './ports';
import type { Service } from './service';

const logLevels = { debug: 7, info: 5, warn: 4, error: 3 } as const satisfies Record<Instance['logLevel'], number>;

/** rtpengine in the foreground. `runDir` holds its pid file. */
export function rtpengineCommand(instance: Instance, runDir: string): string[] {
  const { ports } = instance;
  return [
    need('rtpengine', 'rtpengine-daemon'),
    '--config-file=none', // not Debian's
    '--foreground',
    '--log-stderr',
    `--log-level=${logLevels[instance.logLevel]}`,
    '--table=-1', // no kernel module: it needs root and works on the whole machine
    `--interface=outer/${instance.host}`,
    '--interface=inner/127.0.0.1',
    `--listen-ng=127.0.0.1:${ports.ng}`,
    `--listen-cli=127.0.0.1:${ports.rtpengineCli}`,
    `--listen-http=127.0.0.1:${ports.rtpengineHttp}`,
    `--port-min=${instance.rtp.min}`,
    `--port-max=${instance.rtp.max}`,
    `--pidfile=${join(runDir, 'rtpengine.pid')}`,
    `--num-threads=${Math.min(availableParallelism(), 4)}`,
    '--delete-delay=0',
    // The switch ends legs (the mixer tells which are silent); these only sweep up after a switch that forgot one.
    '--timeout=3600',
    '--silent-timeout=7200',
  ];
}

export const rtpengine: Service = {
  name: 'rtpengine',
  ports: (i) => [
    internal(i, 'ng', 'udp'),
    internal(i, 'rtpengineHttp'),
    internal(i, 'rtpengineCli'),
    { protocol: 'udp', host: i.host, port: i.rtp.min, setting: 'ZUOXI_RTP_MIN' },
  ],
  command: ({ instance }) => ({ argv: rtpengineCommand(instance, instance.paths.run) }),
  ready: ({ instance }) => answersUdp('127.0.0.1', instance.ports.ng, 'ready d7:command4:pinge'),
};
