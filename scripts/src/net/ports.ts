/** Before anything starts: is every port ours to take? */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { Instance } from '@zuoxi/contracts/environment';
import type { PortUse } from '../services/service';
import { Trouble } from '../trouble';
import { holder } from './holder';

type Refusal = 'EADDRINUSE' | 'EADDRNOTAVAIL' | 'EACCES';
type Bound = { ok: true } | { ok: false; code: Refusal | string };

const bindTcp = ({ host, port }: Pick<PortUse, 'host' | 'port'>): Promise<Bound> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (e: NodeJS.ErrnoException) => resolve({ ok: false, code: e.code ?? e.message }));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve({ ok: true })));
  });

const bindUdp = ({ host, port }: Pick<PortUse, 'host' | 'port'>): Promise<Bound> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', (e: NodeJS.ErrnoException) => {
      socket.close();
      resolve({ ok: false, code: e.code ?? e.message });
    });
    socket.bind({ address: host, port, exclusive: true }, () => socket.close(() => resolve({ ok: true })));
  });

export const bind = (use: PortUse): Promise<Bound> => (use.protocol === 'tcp' ? bindTcp(use) : bindUdp(use));

const say = (use: PortUse, code: string): string => {
  const name = `${use.host}:${use.port}/${use.protocol}`;
  if (code === 'EADDRNOTAVAIL')
    return `${use.host} is no address of this machine: set ${use.setting === 'ZUOXI_PORT_BASE' ? 'ZUOXI_CARRIER_HOST' : 'ZUOXI_HOST'} to one that is.`;
  if (code === 'EACCES') return `${name} may not be opened by this user: set ${use.setting} to another port.`;
  return `Port ${name} is taken by ${holder(use) ?? 'another program'}: end that, or set ${use.setting} to a free port, e.g. ${use.setting}=${use.port + 1000} npm start.`;
};

/** Throws a Trouble that names each port that cannot be had, who holds it and the setting that moves it. */
export async function checkPorts(uses: readonly PortUse[]): Promise<void> {
  const results = await Promise.all(uses.map(async (use) => ({ use, bound: await bind(use) })));
  const lines = results.flatMap(({ use, bound }) => (bound.ok ? [] : [say(use, bound.code)]));
  if (lines.length) throw new Trouble([...new Set(lines)].join('\n'));
}

/** Two uses of one port inside the settings, in words; empty when there are none. */
export function collisions(instance: Instance): string[] {
  const named: [string, number][] = [
    ['ZUOXI_WEB_PORT', instance.web],
    ['ZUOXI_WEBS_PORT', instance.webs],
    ['ZUOXI_SIP_PORT', instance.sip],
    ...Object.entries(instance.ports).map(([name, port]): [string, number] => [
      `the internal port ${name} (ZUOXI_PORT_BASE)`,
      port,
    ]),
  ];
  const twice = named.flatMap(([name, port], i) =>
    named.slice(i + 1).flatMap(([other, p]) => (p === port ? [`${name} and ${other} are both ${port}`] : [])),
  );
  const { min, max } = instance.rtp;
  const inRange = named
    .filter(([, port]) => port >= min && port <= max)
    .map(([name, port]) => `${name} (${port}) lies in the RTP range ${min}-${max}`);
  return [...twice, ...inRange].map((line) => `${line}: move one of them.`);
}
