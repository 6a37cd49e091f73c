import { chosen, folderOf, runs } from '../instance';
import { answersTcp } from '../health/probes';
import { holder } from '../net/holder';
import { serviceState } from '../runit/supervisor';
import { duration } from '../table';
import type { Service } from '../services/service';
import { ill, logOf, well, type Check, type Finding, type Patient } from './check';

const youngMs = 3000;

function examine(patient: Patient, service: Service): Finding {
  const { instance } = patient;
  const state = serviceState(folderOf(instance, service.name));
  const log = `See ${logOf(patient, service.name)}`;
  if (state.kind !== 'up') return ill(`${service.name} is down`, `${log}; npm stop && npm start starts it anew.`);
  const age = Date.now() - state.since;
  if (age < youngMs)
    return ill(`${service.name} was restarted ${Math.round(age / 1000)} s ago`, `It may die again and again. ${log}.`);
  // the holder of a port can be seen by root alone; RTP ports are held while calls run
  const root = process.getuid?.() === 0;
  const lost = service.ports(instance).find((use) => root && !use.setting.startsWith('ZUOXI_RTP') && !holder(use));
  if (lost)
    return ill(
      `${service.name} runs but does not hold port ${lost.port}/${lost.protocol}`,
      `${log}; ${lost.setting} moves the port.`,
    );
  return well(`${service.name} ${duration(age)}`);
}

/** In containers no runit of ours keeps them; who does restarts what dies. What can be asked is whether each holds its ports. */
async function elsewhere({ instance }: Patient): Promise<Finding[]> {
  const uses = chosen(instance).flatMap(({ name, ports }) =>
    ports(instance).flatMap(({ protocol, host, port }) => (protocol === 'tcp' ? [{ name, host, port }] : [])),
  );
  const silent = await Promise.all(uses.map(async (use) => ((await answersTcp(use.host, use.port)) ? [] : [use])));
  const bad = silent
    .flat()
    .map(({ name, port }) =>
      ill(`${name} does not hold port ${port}/tcp`, `docker compose ps, then docker compose logs ${name}.`),
    );
  return bad.length ? bad : [well(`not kept by npm start (containers?): all ${uses.length} TCP ports are held`)];
}

export const processes: Check = {
  name: 'processes',
  zh: '进程与端口',
  async examine(patient) {
    const { instance } = patient;
    if (!runs(instance)) return elsewhere(patient);
    const found = chosen(instance).map((service) => examine(patient, service));
    const bad = found.filter((f) => f.kind === 'ill');
    return bad.length ? bad : [well(found.flatMap((f) => (f.kind === 'well' ? [f.found] : [])).join(', '))];
  },
};
