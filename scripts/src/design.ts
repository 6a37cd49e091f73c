/**
 * `npm run design`: the record plane of the running instance with the content-type builder open. Database, ports and the live plane stay as they are: calls
 * notice nothing. Ctrl-C goes back to production with what was designed.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { originOf } from '@zuoxi/contracts/environment';
import { ownConfig, type Config } from './config';
import { attach, folderOf, runs, type RunningInstance } from './instance';
import { running as commandOf } from './prepare';
import { control, serviceState, up } from './runit/supervisor';
import { services } from './services';
import { main, Trouble } from './trouble';
import { until } from './until';

const say = (line: string): void => console.log(line);

/**
 * What the builder wrote becomes what Strapi loads; a type that is gone leaves nothing behind. File by file and without type checking: tsc over the whole
 * of cms takes five seconds, and everybody waits for them.
 */
async function compile(root: string): Promise<void> {
  const { default: typescript } = await import('typescript');
  const { ModuleKind, ScriptTarget } = typescript;
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  const [from, to] = [join(root, 'cms/src/api'), join(root, 'cms/dist/src/api')];
  rmSync(to, { recursive: true, force: true });
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const [, stem, kind] = /^(.+)\.(ts|json)$/.exec(name) ?? [];
    if (!stem || name.endsWith('.test.ts')) continue;
    mkdirSync(dirname(join(to, name)), { recursive: true });
    if (kind === 'json') copyFileSync(join(from, name), join(to, name));
    else {
      const { outputText } = typescript.transpileModule(readFileSync(join(from, name), 'utf8'), { compilerOptions });
      writeFileSync(join(to, `${stem}.js`), outputText);
    }
  }
  rmSync(join(root, 'cms/dist/.tsbuildinfo'), { force: true }); // the next build of cms does all of it
}

/** As the owner of the sources, for the builder writes there; the environment is the service's own. */
function launch(config: Config, { site }: RunningInstance): ChildProcess {
  const service = services.find(({ name }) => name === 'cms');
  if (!service) throw new Trouble('this instance has no record plane');
  const { env, cwd } = commandOf(config, site, service);
  const { uid, gid } = statSync(join(config.root, 'cms/src'));
  const owner = process.getuid?.() === 0 ? { uid, gid } : {};
  return spawn(process.execPath, ['--enable-source-maps', join(config.root, 'cms/design.js')], {
    cwd,
    env: { ...env, NODE_ENV: 'development' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...owner,
  });
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

/** Runs until Ctrl-C; each reload the builder asks for is a compilation and a fresh process. */
async function design(config: Config, running: RunningInstance, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const child = launch(config, running);
    let reload = false;
    child.on('message', (message) => {
      if (message !== 'reload' || reload) return;
      reload = true;
      child.kill('SIGTERM');
    });
    const quit = (): void => void child.kill('SIGTERM');
    stop.addEventListener('abort', quit, { once: true });
    await ended(child);
    stop.removeEventListener('abort', quit);
    if (stop.aborted) return;
    if (!reload) throw new Trouble('the record plane ended by itself: what it said stands above');
    const begun = Date.now();
    await compile(config.root).catch((error: unknown) => say(String(error)));
    say(`Compiled in ${((Date.now() - begun) / 1000).toFixed(1)} s, starting again …`);
  }
}

main(async () => {
  const config = ownConfig();
  const { instance } = config;
  if (!runs(instance)) throw new Trouble('This instance does not run: npm start first.');
  const running = await attach(config);
  const folder = folderOf(instance, 'cms');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  control(folder, 'd');
  await until(() => serviceState(folder).kind !== 'up', 15_000, 'the record plane cannot be ended');
  say(`The content-type builder is open in a moment: ${originOf(instance)}/admin/plugins/content-type-builder`);
  say('What is saved there appears in open workbenches by itself; calls go on. Ctrl-C goes back to production.');
  try {
    await design(config, running, stop.signal);
  } finally {
    up(folder);
    await running.waitHealthy('cms');
    say(
      'Back in production, with what was designed. Types are code below cms/src/api: commit them, or carry them elsewhere with npm run types.',
    );
  }
});
