/** What must lie on disk before the processes start, and how each is run. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from '@zuoxi/contracts/environment';
import { serviceAccount, type Account } from './account';
import type { Config } from './config';
import { checkExternal } from './external/check';
import { checkRoom, checkWhole, give, giveFolders, makeFolders } from './folders';
import { privately } from './private-file';
import { output } from './programs';
import { writeServiceFolder, type Running } from './runit/service-folder';
import { serviceFolders } from './runit/supervisor';
import { ownSecrets } from './secrets';
import type { Service, ServiceName, Site } from './services/service';
import { ensureSounds } from './sounds';

export type Prepared = { site: Site; account: Account };

export const folderOf = (instance: Instance, name: ServiceName): string => join(instance.paths.services, name);

/** What every process gets. Secrets are not in it: who needs one reads `secrets.json`. */
const environment = (config: Config): Record<string, string> => ({
  ...config.settings,
  NODE_ENV: 'production',
  PATH: process.env.PATH ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: config.instance.paths.run,
  LANG: 'C.UTF-8',
  ...(process.env.TZ ? { TZ: process.env.TZ } : {}),
});

/** Folders, user and secrets: idempotent. */
export async function prepareSite(config: Config): Promise<Prepared> {
  const { instance, root } = config;
  makeFolders(instance);
  const account = await serviceAccount([root, join(root, 'package.json'), process.execPath], instance.data, async (a) =>
    giveFolders(instance, a),
  );
  const secrets = ownSecrets(instance.paths.secrets, account);
  const run: Site['run'] = (argv, input) =>
    output(argv, {
      input,
      cwd: instance.paths.run,
      env: environment(config),
      through: (it) => [...account.drop, ...privately(it)],
    });
  return { account, site: { instance, secrets, root, run } };
}

/** A service's command with everything it gets. */
export function running(config: Config, site: Site, service: Service): Running {
  const { argv, cwd, env } = service.command(site);
  const secret = service.readsSecretSettings ? config.secretSettings : {};
  return {
    argv,
    cwd: cwd ?? site.instance.paths.run,
    env: { ...environment(config), ...env, ...secret },
    stopSignal: service.stopSignal,
  };
}

/** Configurations and first data of the services. */
export async function prepareServices({ site, account }: Prepared, list: readonly Service[]): Promise<void> {
  checkWhole(site.instance);
  checkRoom(site.instance);
  await Promise.all(list.map((s) => s.prepare?.(site)));
  handOver(site, account, ['run', 'tls', 'types']);
}

/** Sounds, and the folders by which runit runs the services. */
export async function prepareInstance(config: Config, list: readonly Service[], say: (line: string) => void): Promise<Prepared> {
  const prepared = await prepareSite(config);
  const { site, account } = prepared;
  if (list.some((service) => service.readsSecretSettings)) await checkExternal(site);
  await prepareServices(prepared, list);
  forgetOthers(site.instance, list);
  await ensureSounds(site.instance.paths.sounds, say);
  for (const service of list) {
    const command = running(config, site, service);
    const stamped = command.argv[0] !== process.execPath; // our own write the time into each line
    writeServiceFolder(folderOf(site.instance, service.name), join(site.instance.paths.logs, service.name), command, stamped);
  }
  handOver(site, account, ['services', 'logs', 'sounds']);
  return prepared;
}

/** What ran in an earlier life and is not wanted now: runsvdir starts every folder that it finds. */
function forgetOthers({ paths }: Instance, list: readonly Service[]): void {
  const wanted = list.map(({ name }): string => name);
  for (const name of serviceFolders(paths.services))
    if (!wanted.includes(name)) rmSync(join(paths.services, name), { recursive: true });
}

function handOver(site: Site, account: Account, names: readonly (keyof Instance['paths'])[]): void {
  if (process.getuid?.() === 0) for (const name of names) give(site.instance.paths[name], account);
}
