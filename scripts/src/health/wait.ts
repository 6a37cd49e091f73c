import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serviceState } from '../runit/supervisor';
import type { Service, Site } from '../services/service';
import { Trouble } from '../trouble';

/** A service that was started this often without ever answering will not answer the next time. */
const attempts = 6;

/** All services asked at once. */
export const healthOf = (site: Site, list: readonly Service[]): Promise<{ service: Service; healthy: boolean }[]> =>
  Promise.all(list.map(async (service) => ({ service, healthy: await service.ready(site) })));

export const logFile = (site: Site, service: Pick<Service, 'name'>): string =>
  join(site.instance.paths.logs, service.name, 'current');

/** The last lines of a log, at most 4 kB. */
export function tail(file: string, lines = 5): string {
  try {
    const fd = openSync(file, 'r');
    const { size } = fstatSync(fd);
    const bytes = Buffer.alloc(Math.min(size, 4096));
    readSync(fd, bytes, 0, bytes.length, size - bytes.length);
    closeSync(fd);
    return bytes.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '(no log yet)';
  }
}

/** Waits until each answers. Rejects with a Trouble that names what does not, where its log lies and how it ends; at once when something dies again and again. */
export async function waitHealthy(site: Site, list: readonly Service[], ms: number): Promise<void> {
  const end = Date.now() + ms;
  const pids = new Map<string, Set<number>>(list.map((s) => [s.name, new Set()]));
  const dyingAgain = (service: Service): boolean => {
    const state = serviceState(join(site.instance.paths.services, service.name));
    const seen = pids.get(service.name);
    if (state.kind === 'up') seen?.add(state.pid);
    return (seen?.size ?? 0) >= attempts;
  };
  for (let open = list, pause = 30; ; pause = Math.min(pause * 1.3, 500)) {
    open = (await healthOf(site, open)).filter((h) => !h.healthy).map((h) => h.service);
    if (!open.length) return;
    const hopeless = open.filter(dyingAgain);
    if (hopeless.length || Date.now() > end)
      throw new Trouble(
        (hopeless.length ? hopeless : open)
          .map(
            (s) =>
              `${s.name} ${hopeless.length ? 'ends as soon as it starts' : 'does not answer'}. The end of ${logFile(site, s)}:\n${tail(logFile(site, s))}`,
          )
          .join('\n\n'),
      );
    await sleep(pause);
  }
}
