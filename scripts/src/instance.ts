/** A whole instance: started, watched, stopped. `npm start` and the tests use the same code. */
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from '@zuoxi/contracts/environment';
import { readConfig, type Config } from './config';
import { checkEntry } from './folders';
import { waitHealthy } from './health/wait';
import { leash } from './leash';
import { checkPorts, collisions } from './net/ports';
import { folderOf, prepareInstance, prepareSite } from './prepare';
import { launch, serviceState, supervised, supervisorOf, up } from './runit/supervisor';
import { livePlane, services } from './services';
import type { Service, ServiceName, Site } from './services/service';
import { stopInstance } from './stop-instance';
import { Trouble } from './trouble';
import { until } from './until';

export type StartOptions = {
  /** the checkout; the one this file lies in unless told otherwise */
  root?: string;
  /** `live`: calls alone, without database, Strapi and nginx */
  only?: 'live';
  /** stop the instance when this process ends, however it ends */
  leashed?: boolean;
  /** told what happens, a line each */
  say?: (line: string) => void;
};

export type RunningInstance = {
  instance: Instance;
  site: Site;
  services: readonly Service[];
  /** the process id of a service; null while it is down */
  pid(name: ServiceName): number | null;
  kill(name: ServiceName, signal: NodeJS.Signals): void;
  /** Ends its process by the signal; resolves when another one has taken its place (which need not answer yet). */
  replace(name: ServiceName, signal: NodeJS.Signals): Promise<void>;
  /** Waits until the named service, or all, answer. Rejects with a Trouble that names what does not, and its log. */
  waitHealthy(name?: ServiceName, ms?: number): Promise<void>;
  stop(): Promise<void>;
};

const pidFile = (instance: Instance): string => join(instance.paths.run, 'runsvdir.pid');

/** Does this instance run already? Throws a Trouble when this user may not look. */
export function runs(instance: Instance): boolean {
  checkEntry(instance);
  return supervisorOf(instance.paths.services, pidFile(instance)) !== null;
}

export { folderOf };

export const chosen = (instance: Instance, only?: 'live'): readonly Service[] =>
  services.filter(
    (s) =>
      (instance.demo || !s.demoOnly) &&
      !(s.replacedBy && instance.external[s.replacedBy]) &&
      (only !== 'live' || livePlane.includes(s.name)),
  );

function handle(site: Site, list: readonly Service[]): RunningInstance {
  const { instance } = site;
  const pid = (name: ServiceName): number | null => {
    const state = serviceState(folderOf(instance, name));
    return state.kind === 'up' ? state.pid : null;
  };
  const kill = (name: ServiceName, signal: NodeJS.Signals): number => {
    const found = pid(name);
    if (found === null) throw new Trouble(`${name} does not run`);
    process.kill(found, signal);
    return found;
  };
  return {
    instance,
    site,
    services: list,
    pid,
    kill: (name, signal) => void kill(name, signal),
    async replace(name, signal) {
      const before = kill(name, signal);
      const another = (): boolean => ![null, before].includes(pid(name));
      await until(another, 10_000, `${name} was ended by ${signal}, and nothing took its place`);
    },
    waitHealthy: (name, ms = 60_000) => waitHealthy(site, name ? list.filter((s) => s.name === name) : list, ms),
    stop: () => stopInstance(instance),
  };
}

/** Takes hold of an instance that runs already, e.g. one started by another process. */
export async function attach(config: Config): Promise<RunningInstance> {
  const { site } = await prepareSite(config);
  return handle(
    site,
    services.filter((s) => supervised(folderOf(config.instance, s.name))),
  );
}

/** Starts what waits for nobody, then each other service when those it needs answer. */
async function upInOrder({ instance, waitHealthy: wait }: RunningInstance, list: readonly Service[]): Promise<void> {
  for (const service of list.filter((s) => !s.after)) up(folderOf(instance, service.name));
  await Promise.all(
    list.map(async ({ name, after }) => {
      if (!after) return;
      await Promise.all(after.map((other) => wait(other)));
      up(folderOf(instance, name));
    }),
  );
}

/**
 * Starts an instance and resolves when its processes are launched; `waitHealthy` tells when they work. Rejects with a Trouble when something is missing,
 * taken or full; nothing is left running then.
 */
export async function startInstance(
  env: Readonly<Record<string, string | undefined>>,
  options: StartOptions = {},
): Promise<RunningInstance> {
  const say = options.say ?? (() => undefined);
  const config = readConfig(env, options.root);
  const { instance } = config;
  if (runs(instance))
    throw new Trouble(`This instance runs already (${instance.data}): npm run status shows it, npm stop ends it.`);
  await stopInstance(instance); // what a killed supervisor left
  const list = chosen(instance, options.only);
  const clash = collisions(instance);
  if (clash.length) throw new Trouble(clash.join('\n'));
  await checkPorts(list.flatMap((s) => s.ports(instance)));
  const { site, account } = await prepareInstance(config, list, say);
  if (account.advice) say(account.advice);
  if (options.leashed) leash(instance);
  const supervisor = launch(instance.paths.services, pidFile(instance), join(instance.paths.logs, 'runsvdir.log'), account.drop);
  if (process.getuid?.() === 0) chownSync(pidFile(instance), account.uid, account.gid);
  const running = handle(site, list);
  try {
    const taken = (): boolean => list.every((s) => supervised(folderOf(instance, s.name)));
    await until(
      taken,
      10_000,
      `runsvdir (process ${supervisor}) did not take up the services: see ${join(instance.paths.logs, 'runsvdir.log')}`,
    );
    await upInOrder(running, list);
    return running;
  } catch (error) {
    await stopInstance(instance);
    throw error;
  }
}
