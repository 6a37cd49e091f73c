/** What listens, against the table of ports (`Service.ports`, README): nothing that nobody knows of, and nothing internal where others reach it. */
import type { Instance } from '@zuoxi/contracts/environment';
import { ill, skipped, well, type Check, type Finding } from '../doctor/check';
import { chosen, folderOf, runs } from '../instance';
import { socketsOf, withChildren, type Socket } from '../net/sockets';
import { serviceState } from '../runit/supervisor';
import type { PortUse, Service } from '../services/service';

export type Listener = Socket & { service: string };

const isLoopback = (host: string): boolean => /^127\.|^::1$/.test(host);
const where = ({ host, port, protocol }: Pick<Listener, 'host' | 'port' | 'protocol'>): string => `${host}:${port}/${protocol}`;

/**
 * What is wrong with one listener, or null. Media ports come and go with calls: UDP of the range, at the address for phones or the inner one. A UDP socket on
 * loopback that nobody listed is one that asks (rtpengine's control, a resolver), not one that serves.
 */
function fault(one: Listener, table: readonly PortUse[], { rtp, host }: Instance): Finding | null {
  const { protocol, port } = one;
  const uses = table.filter((use) => use.protocol === protocol && use.port === port);
  if (uses.some((use) => use.host === one.host)) return null;
  if (protocol === 'udp') {
    const media = one.service === 'rtpengine' && port >= rtp.min && port <= rtp.max;
    if (isLoopback(one.host) || (media && one.host === host)) return null;
  }
  const said = `${one.service} (process ${one.pid}) listens on ${where(one)}`;
  const meant = uses[0];
  if (meant)
    return ill(
      `${said}, but belongs on ${meant.host}`,
      `Others may reach it there: see the service's configuration; ${meant.setting} moves it.`,
    );
  return ill(
    `${said}, which is in no table of ports`,
    'Find out what opened it. A port that belongs there is named in scripts/src/services, an internal one on 127.0.0.1.',
  );
}

export function judge(listeners: readonly Listener[], services: readonly Service[], instance: Instance): readonly Finding[] {
  const table = services.flatMap((service) => service.ports(instance));
  const faults = listeners.flatMap((one) => fault(one, table, instance) ?? []);
  const outside = new Set(listeners.filter(({ host }) => !isLoopback(host)).map(where));
  if (faults.length) return faults;
  return [
    well(
      `${new Set(listeners.map(where)).size} open, all in the table; reachable from outside: ${[...outside].sort().join(', ') || 'none'}`,
    ),
  ];
}

export const openPorts: Check = {
  name: 'open ports',
  zh: '开放端口',
  async examine({ instance }) {
    if (!runs(instance)) return [skipped(`nothing runs in ${instance.data}`)];
    const services = chosen(instance);
    const all = services.map(({ name }) => {
      const state = serviceState(folderOf(instance, name));
      return { name, ...socketsOf(state.kind === 'up' ? withChildren([state.pid]) : []) };
    });
    const hidden = all.filter((one) => one.hidden.length > 0).map(({ name }) => name);
    if (hidden.length) return [skipped(`${hidden.join(', ')} do not show their ports to this user: run it as root`)];
    const listeners = all.flatMap(({ name, sockets }) => sockets.map((socket) => ({ ...socket, service: name })));
    return judge(listeners, services, instance);
  },
};
