/** The one place of scripts/ that reads the environment. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { readInstance, secretSettings, type Instance } from '@zuoxi/contracts/environment';

export type Config = {
  root: string;
  instance: Instance;
  /** the settings given, for the processes of the instance; paths are absolute */
  settings: Readonly<Record<string, string>>;
  /** those of them that hold passwords: for who reads them alone */
  secretSettings: Readonly<Record<string, string>>;
};

/** Settings come from the environment, else from `.env` at the root, else they have their documented default. Throws a ZodError that names each wrong one. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, root = resolve(__dirname, '../..')): Config {
  const file = join(root, '.env');
  const merged = { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...env };
  const instance = readInstance(merged, root);
  const given = Object.entries(merged).filter((pair): pair is [string, string] => pair[0].startsWith('ZUOXI_') && !!pair[1]);
  const isSecret = ([name]: [string, string]): boolean => (secretSettings as readonly string[]).includes(name);
  return {
    root,
    instance,
    settings: {
      ...Object.fromEntries(given.filter((pair) => !isSecret(pair))),
      // relative paths count from here
      ...(instance.external.ca !== null && { ZUOXI_CA_FILE: instance.external.ca }),
      ZUOXI_DATA: instance.data,
      ZUOXI_ROOT: root,
    },
    secretSettings: Object.fromEntries(given.filter(isSecret)),
  };
}

/** For the commands: the settings of this process. */
export const ownConfig = (): Config => readConfig(process.env);
