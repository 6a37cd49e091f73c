/** The one place of this process that reads the environment. */
import { readInstance } from '@zuoxi/contracts/environment';

export type Config = {
  controlPort: number; // TCP
  rtpPort: number; // UDP
  metricsPort: number; // TCP, HTTP
  sounds: string;
  recordings: string;
  logLevel: string;
};

/** Relative paths count from ZUOXI_ROOT. Throws a ZodError that names each wrong variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const { ports, paths, logLevel } = readInstance(env, env.ZUOXI_ROOT ?? process.cwd());
  return {
    controlPort: ports.mixerControl,
    rtpPort: ports.mixerRtp,
    metricsPort: ports.mixerHttp,
    sounds: paths.sounds,
    recordings: paths.recordings,
    logLevel,
  };
}
