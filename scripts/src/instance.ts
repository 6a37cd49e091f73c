/** A whole instance: started, watched, stopped. `npm start` and the tests use the same code. */
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from '@zuoxi/contracts/environment';
import { serviceAccount, type Account } from './account';
import { readConfig, type Config } from './config';
import { checkRoom, give, giveFolders, makeFolders } from './folders';
import { leash } from './leash';
import { checkPorts, collisions } from './net/ports';
import { output } from './programs';
import { launch, serviceState, supervised, supervisorOf, up } from './runit/supervisor';
import { writeServiceFolder } from './runit/service-folder';
import { ownSecrets } from './secrets';
import { livePlane, services } from './services';
import type { Service, ServiceName, Site } from './services/service';
import { ensureSounds } from './sounds';
import { waitHealthy } from './health/wait';
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
  /** Waits until the named services, or all, answer. Rejects with a Trouble that names what does not, and its log. */
  waitHealthy(name?: ServiceName, ms?: number): Promise<void>;
  stop(): Promise<void>;
};

const pidFile = (instance: Instance): string => join(instance.paths.run, 'runsvdir.pid');
export const folderOf = (instance: Instance, name: ServiceName): string => join(instance.paths.services, name);

/** Does this instance run already? */
export const runs = (instance: Instance): boolean => supervisorOf(instance.paths.services, pidFile(instance)) !== null;

export const chosen = (instance: Instance, only?: 'live'): readonly Service[] =>
  services.filter((s) => (instance.demo || !s.demoOnly) && (only !== 'live' || livePlane.includes(s.name)));

const environment = (config: Config, data: string): Record<string, string> => ({
  ...config.settings,
  NODE_ENV: 'production',
  PATH: process.env.PATH ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: join(data, 'run'),
  LANG: 'C.UTF-8',
  ...(process.env.TZ ? { TZ: process.env.TZ } : {}),
});

async function prepareSite(config: Config): Promise<{ site: Site; account: Account }> {
  const { instance, root } = config;
  makeFolders(instance);
  checkRoom(instance);
  const account = await serviceAccount([join(root, 'package.json'), process.execPath], instance.data, async (a) =>
    giveFolders(instance, a),
  );
  const secrets = ownSecrets(instance.paths.secrets, account);
  const run: Site['run'] = (argv, input) =>
    output([...account.drop, ...argv], { input, cwd: instance.paths.run, env: environment(config, instance.data) });
  return { account, site: { instance, secrets, root, run } };
}

/** Everything that must lie on disk before the processes start. Also what `docker compose` runs first. */
export async function prepareInstance(
  config: Config,
  list: readonly Service[],
  say: (line: string) => void,
): Promise<{ site: Site; account: Account }> {
  const { site, account } = await prepareSite(config);
  await Promise.all([ensureSounds(config.instance.paths.sounds, say), ...list.map((s) => s.prepare?.(site))]);
  for (const service of list) {
    const command = service.command(site);
    const stamped = command.argv[0] !== process.execPath;
    const running = {
      argv: command.argv,
      cwd: command.cwd ?? site.instance.paths.run,
      env: { ...environment(config, site.instance.data), ...command.env },
    };
    writeServiceFolder(
      folderOf(site.instance, service.name),
      join(site.instance.paths.logs, service.name),
      { ...running, stopSignal: service.stopSignal },
      stamped,
    );
  }
  if (process.getuid?.() === 0)
    for (const name of ['run', 'tls', 'services', 'logs', 'sounds'] as const) give(site.instance.paths[name], account);
  return { site, account };
}

const handle = (site: Site, list: readonly Service[]): RunningInstance => {
  const { instance } = site;
  const pid = (name: ServiceName): number | null => {
    const state = serviceState(folderOf(instance, name));
    return state.kind === 'up' ? state.pid : null;
  };
  return {
    instance,
    site,
    services: list,
    pid,
    kill(name, signal) {
      const found = pid(name);
      if (found === null) throw new Trouble(`${name} does not run`);
      process.kill(found, signal);
    },
    waitHealthy: (name, ms = 60_000) => waitHealthy(site, name ? list.filter((s) => s.name === name) : list, ms),
    stop: () => stopInstance(instance),
  };
};

/** Takes hold of an instance that runs already, e.g. one started by another process. */
export async function attach(config: Config): Promise<RunningInstance> {
  const { site } = await prepareSite(config);
  const list = services.filter((s) => supervised(folderOf(config.instance, s.name)));
  return handle(site, list);
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
    await until(
      () => list.every((s) => supervised(folderOf(instance, s.name))),
      10_000,
      `runsvdir (process ${supervisor}) did not take up the services`,
    );
    for (const service of list.filter((s) => !s.after)) up(folderOf(instance, service.name));
    await Promise.all(
      list
        .filter((s) => s.after)
        .map(async (service) => {
          await Promise.all((service.after ?? []).map((name) => running.waitHealthy(name)));
          up(folderOf(instance, service.name));
        }),
    );
    return running;
  } catch (error) {
    await stopInstance(instance);
    throw error;
  }
}
