/** The switch's side of SIP: TCP on loopback, to and from the edge only. */
import { LegId } from '@zuoxi/contracts';
import type { Instance } from '@zuoxi/contracts/environment';
import { createUserAgent } from '@zuoxi/sip';
import type { Adapter, SipEffect } from '../ports';
import { SipAdapter, type SipPorts } from './adapter';

export { HostAddresses } from './host-addresses';
export { lookUp } from './look-up';
export type { SipRecord } from './record';
export type SipOptions = SipPorts & { instance: Instance; newLegId: () => LegId };

const loopback = '127.0.0.1';
/** seconds; a peer that vanished without a word is found out at the latest by then (RFC 4028) */
const sessionExpires = 1800;

export function createSip({ instance, newLegId, ...ports }: SipOptions): Adapter<SipEffect> {
  const { records } = ports;
  return new SipAdapter(ports, (on, credentials) =>
    createUserAgent({
      transport: 'tcp',
      local: { host: loopback, port: instance.ports.switchSip },
      next: { host: loopback, port: instance.ports.edge },
      name: 'zuoxi',
      newId: newLegId,
      credentials,
      sessionExpires,
      heard: (id) => ports.media.heard(LegId.parse(id)),
      ...(records.kept && { kept: () => records.kept?.() ?? Promise.resolve() }),
      on,
    }),
  );
}
