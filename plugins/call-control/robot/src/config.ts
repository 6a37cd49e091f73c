/** The one place of the robots that reads the environment. */
import { join } from 'node:path';
import { readInstance } from '@zuoxi/contracts/environment';

export type CarrierConfig = {
  host: string;
  port: number;
  /** the folder of prompts; null: there is none, tones stand in */
  sounds: string | null;
};

/** Throws a ZodError that names each wrong variable. ZUOXI_ROOT is where relative paths count from. */
export function carrierConfig(env: Readonly<Record<string, string | undefined>> = process.env): CarrierConfig {
  const instance = readInstance(env, env.ZUOXI_ROOT ?? join(__dirname, '../../../..'));
  return { host: instance.carrierHost, port: instance.ports.carrier, sounds: instance.paths.sounds };
}
