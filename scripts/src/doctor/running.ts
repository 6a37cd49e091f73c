import { listens } from '@zuoxi/robot';
import { runs } from '../instance';
import { ill, well, type Check } from './check';
import { edge } from './desk-phone';

/** Without it nothing else is worth asking. Started by `npm start`, or in some other way (docker compose) that opens the SIP port. */
export const running: Check = {
  name: 'running',
  zh: '运行状态',
  async examine(patient) {
    const { data } = patient.instance;
    const { host, port } = edge(patient);
    if (runs(patient.instance) || (await listens({ host, port }))) return [well(data)];
    return [ill(`Zuoxi does not run in ${data}, and nobody listens on ${host}:${port}`, 'npm start')];
  },
};
