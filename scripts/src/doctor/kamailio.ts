import { createRpcClient } from 'kamailio-rpc-client';
import { duration } from '../table';
import { advice, ill, logOf, well, type Check } from './check';

export const kamailio: Check = {
  name: 'kamailio',
  zh: 'SIP 边缘',
  async examine(patient) {
    const { instance } = patient;
    const rpc = createRpcClient({ host: '127.0.0.1', port: instance.ports.rpc });
    try {
      const [up, trunks, banned, domains] = await Promise.all([
        rpc.call('core.uptime'),
        rpc.call('htable.dump', 'trunks'),
        rpc.call('htable.dump', 'banned'),
        rpc.call('ul.dump'),
      ]);
      const registered = domains.reduce((sum, d) => sum + d.registered.length, 0);
      if (instance.demo && !trunks.has(instance.carrierHost))
        return [
          ill(
            'it does not know the demo trunk: no call can come in',
            `The switch tells it the trunks: see ${logOf(patient, 'switch')}.`,
          ),
        ];
      return [
        well(`up ${duration(up.seconds * 1000)}, ${trunks.size} trunk addresses, ${registered} phones registered`),
        ...[...banned.keys()].map((address) =>
          advice(
            `${address} is shut out after too many wrong passwords`,
            'If it is one of yours, mend its password; the ban ends by itself.',
          ),
        ),
      ];
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return [
        ill(
          `no answer on its RPC port ${instance.ports.rpc}: ${why}`,
          `See ${logOf(patient, 'kamailio')}; without it no call comes in.`,
        ),
      ];
    } finally {
      rpc.close();
    }
  },
};
