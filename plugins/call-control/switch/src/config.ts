/** The one place of this process that reads the environment. */
import { readFileSync } from 'node:fs';
import { Secrets, readInstance, type Instance } from '@zuoxi/contracts/environment';

export type Config = { instance: Instance; secrets: Secrets };

/** Throws a sentence that names the variable or the file that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const instance = readInstance(env, env.ZUOXI_ROOT ?? process.cwd());
  const secrets = Secrets.parse(JSON.parse(readFileSync(instance.paths.secrets, 'utf8')));
  return { instance, secrets };
}
