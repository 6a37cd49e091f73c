import { FromMixer } from '@zuoxi/contracts';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { ill, logOf, well, type Check } from './check';

/** The first line that a mixer says. Rejects with an Error when it says nothing within 3 s. */
const hello = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    const lines = createInterface({ input: socket });
    const done = (settle: () => void): void => {
      lines.close();
      socket.destroy();
      settle();
    };
    socket.setTimeout(3000, () => done(() => reject(new Error('it says nothing'))));
    socket.on('error', (error) => done(() => reject(error)));
    lines.on('error', () => undefined); // readline repeats the socket's error
    lines.once('line', (line) => done(() => resolve(line)));
  });

export const mixer: Check = {
  name: 'mixer',
  zh: '混音器',
  async examine(patient) {
    const { mixerControl, mixerRtp } = patient.instance.ports;
    try {
      const said = FromMixer.parse(JSON.parse(await hello(mixerControl)));
      if (said.t !== 'hello')
        return [ill(`its first word is ${said.t}`, `Is that a mixer? ZUOXI_PORT_BASE moves the port ${mixerControl}.`)];
      if (said.port !== mixerRtp)
        return [
          ill(`it mixes on port ${said.port} instead of ${mixerRtp}`, 'It runs with older settings: npm stop && npm start.'),
        ];
      return [well(`sound on ${said.port}`)];
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return [
        ill(`no hello on 127.0.0.1:${mixerControl}: ${why}`, `See ${logOf(patient, 'mixer')}; without it no call has sound.`),
      ];
    }
  },
};
