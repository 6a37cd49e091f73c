/** The plugins' jobs, if any plugin has some: Redis is asked for nothing otherwise. */
import type { Core } from '@strapi/strapi';
import { Jobs, type Redis } from '@zuoxi/jobs';
import { TenantId } from '@zuoxi/contracts';
import type { PluginDefinition } from '@zuoxi/plugin';
import { z } from 'zod';
import { runFor } from './kit';
import type { Enqueue, LongJobs } from './long-jobs/runner';

const Envelope = z.object({ tenant: z.object({ id: TenantId, row: z.number() }), data: z.unknown() });

const longKind = 'long';
const LongReference = z.object({ tenant: Envelope.shape.tenant, id: z.string() });

export const enqueueIn =
  (jobs: () => Jobs | null): Enqueue =>
  async (job, key) => {
    const queue = jobs();
    if (!queue) throw new Error('jobs need Redis, and this record plane was started without');
    await queue.add(longKind, job, { key });
  };

export function serveJobs(
  strapi: Core.Strapi,
  plugins: readonly PluginDefinition[],
  redis: Redis,
  longJobs: LongJobs,
): Jobs | null {
  const all = plugins.flatMap((plugin) => Object.entries(plugin.jobs ?? {}).map(([name, job]) => ({ plugin, name, job })));
  const long = plugins.some((plugin) => Object.keys(plugin.longJobs ?? {}).length > 0);
  if (!all.length && !long) return null;
  const jobs = new Jobs('plugins', { redis, log: strapi.log });
  for (const { plugin, name, job } of all)
    jobs.define(`${plugin.name}.${name}`, {
      attempts: job.attempts ?? 3,
      async run(given) {
        const { tenant, data } = Envelope.parse(given);
        await runFor(strapi, plugin, tenant, (kit) => job.run(data, kit));
      },
    });
  jobs.define(longKind, { attempts: 1, run: (given) => longJobs.run(LongReference.parse(given)) });
  jobs.start();
  return jobs;
}
