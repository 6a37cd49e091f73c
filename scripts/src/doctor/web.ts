import { randomBytes } from 'node:crypto';
import { isLoopback, originOf } from '@zuoxi/contracts/environment';
import { askHttp } from './ask-http';
import { ill, logOf, well, type Check, type Finding, type Patient } from './check';

const upgrade = (protocol?: string): Record<string, string> => ({
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
  ...(protocol ? { 'Sec-WebSocket-Protocol': protocol } : {}),
});

/** What a browser needs of the one origin: the page, and both sockets. */
const paths: readonly { path: string; status: number; headers?: Record<string, string>; behind: string }[] = [
  { path: '/', status: 200, behind: 'nginx' },
  { path: '/live', status: 101, headers: upgrade(), behind: 'switch' },
  { path: '/sip', status: 101, headers: upgrade('sip'), behind: 'kamailio' },
];

async function ask(patient: Patient, wanted: (typeof paths)[number]): Promise<Finding> {
  const { instance } = patient;
  const { path, behind } = wanted;
  const secure = !isLoopback(instance.host);
  const place = { host: instance.host, port: secure ? instance.webs : instance.web, secure };
  try {
    const { status } = await askHttp(place, path, 4000, { Origin: originOf(instance), ...wanted.headers });
    if (status === wanted.status) return well(path);
    return ill(
      `${path} answers ${status} instead of ${wanted.status}`,
      `See ${logOf(patient, behind)} and ${logOf(patient, 'nginx')}.`,
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return ill(`nobody answers ${originOf(instance)}${path}: ${why}`, `See ${logOf(patient, 'nginx')}.`);
  }
}

export const web: Check = {
  name: 'nginx',
  zh: '网页入口',
  async examine(patient) {
    const found = await Promise.all(paths.map((p) => ask(patient, p)));
    const bad = found.filter((f) => f.kind === 'ill');
    return bad.length ? bad : [well(`${originOf(patient.instance)}: page, /live, /sip`)];
  },
};
