import type { Instance, InternalPort } from '@zuoxi/contracts/environment';
import type { PortUse } from './service';

/** An internal port on loopback; all of them move together. */
export const internal = (instance: Instance, name: InternalPort, protocol: PortUse['protocol'] = 'tcp'): PortUse => ({
  protocol,
  host: '127.0.0.1',
  port: instance.ports[name],
  setting: 'ZUOXI_PORT_BASE',
});
