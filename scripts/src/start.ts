/** `npm start [-- --detach]`: the whole contact center on this machine. */
import { isLoopback, originOf } from '@zuoxi/contracts/environment';
import { ownConfig, type Config } from './config';
import { readDemo } from './demo';
import { attach, runs, startInstance, type RunningInstance } from './instance';
import { main } from './trouble';

const say = (line: string): void => console.log(line);

function logins(file: string): string[] {
  const demo = readDemo(file);
  if (!demo) return [];
  return [
    ...demo.agents.map(
      (a) => `  company ${demo.tenant}  agent ${a.number}  password ${a.password}${a.name ? `  (${a.name})` : ''}`,
    ),
    ...demo.others.map(
      (o) => `  company ${o.tenant}  ${o.role} ${o.number}  password ${o.password}${o.name ? `  (${o.name})` : ''}`,
    ),
    ...(demo.admin ? [`  administration /admin: ${demo.admin.email}  ${demo.admin.password}`] : []),
  ];
}

function greet({ instance }: Config): void {
  const host = instance.host;
  say('');
  const also = isLoopback(host)
    ? `https://${host}:${instance.webs} with its own certificate`
    : `http://${host}:${instance.web} leads there`;
  say(`Zuoxi runs:  ${originOf(instance)}   (${also})`);
  logins(instance.paths.demoLogins).forEach((line) => say(line));
  if (instance.demo)
    say('Sign in, then in another terminal:  npm run call   (a customer calls in)   npm run doctor   (checks everything)');
  say(`npm run status shows the processes, npm stop ends them. Data and logs: ${instance.data}`);
}

async function untilAsked(running: RunningInstance): Promise<void> {
  const keepAlive = setInterval(() => undefined, 1 << 30);
  const asked = new Promise<void>((resolve) =>
    (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).forEach((signal) => process.on(signal, () => resolve())),
  );
  say('Ctrl-C ends it.'); // now it is true
  await asked;
  clearInterval(keepAlive);
  say('Ending …');
  await running.stop();
  say('Ended.');
}

main(async () => {
  const config = ownConfig();
  if (runs(config.instance)) {
    const running = await attach(config);
    await running.waitHealthy();
    say('This instance runs already and is healthy.');
    return greet(config);
  }
  const begun = Date.now();
  const running = await startInstance(process.env, { say });
  await running.waitHealthy(undefined, 180_000).catch(async (error: unknown) => {
    await running.stop();
    throw error;
  });
  say(`All ${running.services.length} services answer after ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
  greet(config);
  if (!process.argv.includes('--detach')) await untilAsked(running);
});
