/**
 * For containers: `run prepare` makes folders, secrets, sounds and first data; `run <service>` is one process of the instance in the foreground, without
 * runit; `run <service> --healthy` asks whether it works.
 */
import { spawn } from 'node:child_process';
import { ownConfig, type Config } from './config';
import { waitHealthy } from './health/wait';
import { chosen } from './instance';
import { privately } from './private-file';
import { prepareInstance, prepareServices, prepareSite, running } from './prepare';
import { services } from './services';
import type { Service } from './services/service';
import { main, Trouble } from './trouble';

async function foreground(config: Config, service: Service, all: readonly Service[]): Promise<number> {
  const prepared = await prepareSite(config);
  await prepareServices(prepared, [service]);
  const partners = all.filter((s) => service.after?.includes(s.name));
  await waitHealthy(prepared.site, partners, 120_000);
  const { argv, cwd, env } = running(config, prepared.site, service);
  const [file = '', ...args] = [...prepared.account.drop, ...privately(argv)];
  const child = spawn(file, args, { cwd, env, stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => child.kill(service.stopSignal ? `SIG${service.stopSignal}` : 'SIGTERM'));
  return new Promise((resolve) => child.on('error', () => resolve(127)).on('close', (code) => resolve(code ?? 1)));
}

/** A container of the compose file whose work a service of the house does: it stays, so that nobody starts it again and again. */
async function standBy({ name }: Service): Promise<void> {
  console.log(`${name} is not needed: the house has one.`);
  const keepAlive = setInterval(() => undefined, 1 << 30);
  await new Promise<void>((resolve) => (['SIGTERM', 'SIGINT'] as const).forEach((signal) => process.on(signal, () => resolve())));
  clearInterval(keepAlive);
}

main(async () => {
  const config = ownConfig();
  const all = chosen(config.instance);
  const [wanted = '', flag] = process.argv.slice(2);
  if (wanted === 'prepare') {
    await prepareInstance(config, all, (line) => console.log(line));
    return;
  }
  const replaced = services.find((s) => s.name === wanted && s.replacedBy && config.instance.external[s.replacedBy]);
  if (replaced) return flag === '--healthy' ? undefined : standBy(replaced);
  const service = all.find((s) => s.name === wanted);
  if (!service)
    throw new Trouble(`There is no service "${wanted}" here. There are: prepare, ${all.map((s) => s.name).join(', ')}.`);
  if (flag === '--healthy') process.exitCode = (await service.ready((await prepareSite(config)).site)) ? 0 : 1;
  else process.exitCode = await foreground(config, service, all);
});
