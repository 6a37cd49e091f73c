import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from '@zuoxi/contracts/environment';
import { control, serviceFolders, serviceState, supervised, supervisorOf } from './runit/supervisor';
import { stopOrder } from './services';
import { until } from './until';

const patienceMs = 15_000;

/** One service down: asked first, killed when it does not listen. */
async function bringDown(folder: string): Promise<void> {
  if (!control(folder, 'd')) return;
  const isDown = (): boolean => serviceState(folder).kind !== 'up';
  await until(isDown, patienceMs, '').catch(async () => {
    control(folder, 'k');
    await until(isDown, patienceMs, `${folder} cannot be ended`);
  });
}

/** Ends an instance by its own supervisor only, first who asks, last who answers. Nothing happens when it does not run. */
export async function stopInstance(instance: Instance): Promise<void> {
  const { services, run } = instance.paths;
  const pidFile = join(run, 'runsvdir.pid');
  const present = serviceFolders(services);
  const folder = (name: string): string => join(services, name);
  for (const group of [...stopOrder, present])
    await Promise.all(group.filter((name) => present.includes(name)).map((name) => bringDown(folder(name))));
  const supervisor = supervisorOf(services, pidFile);
  if (supervisor)
    process.kill(supervisor, 'SIGHUP'); // runsvdir(8): ends each runsv, then itself
  else for (const name of present) control(folder(name), 'x');
  await until(
    () => !supervisorOf(services, pidFile) && !present.some((name) => supervised(folder(name))),
    patienceMs,
    `The supervisor of ${services} cannot be ended`,
  );
  if (existsSync(pidFile)) rmSync(pidFile);
}
