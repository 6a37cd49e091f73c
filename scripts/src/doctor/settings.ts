import { networkInterfaces } from 'node:os';
import { collisions } from '../net/ports';
import { ill, well, type Check } from './check';

const portsPerCall = 8; // two legs, each an outer and an inner side, RTP and RTCP

const ownAddress = (host: string): boolean =>
  host === '0.0.0.0' ||
  host.startsWith('127.') || // the whole of 127/8 is loopback
  Object.values(networkInterfaces()).some((list) => list?.some((i) => i.address === host));

export const settings: Check = {
  name: 'settings',
  zh: '设置',
  async examine({ instance }) {
    const { host, carrierHost, rtp, web, sip } = instance;
    const clashes = collisions(instance).map((line) => ill(line, 'Change one of the two settings, then npm stop && npm start.'));
    const foreign = [
      { setting: 'ZUOXI_HOST', address: host },
      { setting: 'ZUOXI_CARRIER_HOST', address: carrierHost },
    ]
      .filter(({ address }) => !ownAddress(address))
      .map(({ setting, address }) =>
        ill(`${setting}=${address} is no address of this machine`, `Set ${setting} to one that \`ip addr\` shows.`),
      );
    const bad = [...clashes, ...foreign];
    const calls = Math.floor((rtp.max - rtp.min) / portsPerCall);
    return bad.length ? bad : [well(`${host}, web ${web}, SIP ${sip}, RTP ${rtp.min}-${rtp.max} (room for ${calls} calls)`)];
  },
};
