import { answersUdp } from '../health/probes';
import { ill, logOf, well, type Check } from './check';

/** The ng protocol: a cookie, then a bencoded dictionary (rtpengine, docs/ng_control_protocol.md). */
const ping = 'doctor d7:command4:pinge';

export const rtpengine: Check = {
  name: 'rtpengine',
  zh: '媒体中继',
  async examine(patient) {
    const { ng } = patient.instance.ports;
    return [
      (await answersUdp('127.0.0.1', ng, ping))
        ? well(`answers on ${ng}`)
        : ill(`does not answer ping on 127.0.0.1:${ng}`, `See ${logOf(patient, 'rtpengine')}; without it no call has sound.`),
    ];
  },
};
