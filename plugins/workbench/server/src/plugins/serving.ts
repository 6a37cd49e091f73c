/** What serves the plugins of one running Strapi. */
import type { Core } from '@strapi/strapi';
import type { Jobs } from '@zuoxi/jobs';
import type { LongJobs } from './long-jobs/runner';
import type { SettingsStore } from './settings-store';

export type Serving = {
  settings: SettingsStore;
  jobs: Jobs | null;
  longJobs: LongJobs;
  /** may plugins ask hosts of the inner network? */
  privateHosts: boolean;
  stops: (() => Promise<void> | void)[];
};

const servings = new WeakMap<Core.Strapi, Serving>();
export const serve = (strapi: Core.Strapi, serving: Serving): void => void servings.set(strapi, serving);

export function servingOf(strapi: Core.Strapi): Serving {
  const serving = servings.get(strapi);
  if (!serving) throw new Error('plugins are served once the record plane has started');
  return serving;
}
