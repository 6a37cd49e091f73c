import { RecordPlaneHealth } from '@zuoxi/contracts';
import { askHttp } from './ask-http';
import { ill, logOf, well, type Check, type Finding, type Patient } from './check';

const cure = (patient: Patient): string => `See ${logOf(patient, 'cms')}; calls go on, their records arrive later.`;

async function get(patient: Patient, path: string, read: (body: string) => Finding = () => well(path)): Promise<Finding> {
  const { cms } = patient.instance.ports;
  try {
    const { status, body } = await askHttp({ host: '127.0.0.1', port: cms }, path, 8000);
    if (status < 300) return read(body);
    return ill(`${path} answers ${status} ${body.slice(0, 120).replace(/\s+/g, ' ')}`.trim(), cure(patient));
  } catch (error) {
    return ill(
      `nobody answers ${path} on 127.0.0.1:${cms}: ${error instanceof Error ? error.message : String(error)}`,
      cure(patient),
    );
  }
}

export const cms: Check = {
  name: 'cms',
  zh: '业务后台',
  async examine(patient) {
    return [await get(patient, '/_health')];
  },
};

/** Lost before they came: nothing brings them back, so it is said for as long as somebody may look for them. */
function complete(body: string): Finding {
  const { missing } = RecordPlaneHealth.parse(JSON.parse(body));
  if (!missing) return well('every event of the switch arrived');
  const since = missing.since === null ? '' : ` since ${new Date(missing.since).toISOString()}`;
  return ill(
    `${missing.events} events of the switch are missing${since}: calls of that time may have no record`,
    'A disk that was full, or a data folder that was replaced, lost them; recordings of that time are there all the same.',
  );
}

export const callControl: Check = {
  name: 'call records',
  zh: '话单接收',
  after: ['cms'],
  async examine(patient) {
    return [await get(patient, '/api/call-control/health', complete)];
  },
};
