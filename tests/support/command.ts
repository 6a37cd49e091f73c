/** The commands of package.json's menu, run as a person would. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');
const script = (name: string): string => join(root, 'scripts/dist', `${name}.js`);
const environment = (env: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, ...env });

/** Runs it to its end; gives its exit code and everything it said. */
export const command = (
  name: string,
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ code: number; said: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [script(name), ...args], { env: environment(env), timeout: 170_000 }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, said: out + err }),
    );
  });

/** Starts it and gives the process. */
export const begin = (name: string, env: Readonly<Record<string, string>>, ...args: string[]): ChildProcess =>
  spawn(process.execPath, [script(name), ...args], { env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
