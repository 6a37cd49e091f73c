/** The plugins' jobs, if any plugin has some: Redis is asked for nothing otherwise. */
import type { Core } from '@strapi/strapi';
import { Jobs, type Redis } from '@zuoxi/jobs';
import { TenantId } from '@zuoxi/contracts';
import type { PluginDefinition } from '@zuoxi/plugin';
import { z } from 'zod';
import { runFor } from './kit';

const Envelope = z.object({ tenant: z.object({ id: TenantId, row: z.number() }), data: z.unknown() });

export function serveJobs(strapi: Core.Strapi, plugins: readonly PluginDefinition[], redis: Redis): Jobs | null {
  const all = plugins.flatMap((plugin) => Object.entries(plugin.jobs ?? {}).map(([name, job]) => ({ plugin, name, job })));
  if (!all.length) return null;
  const jobs = new Jobs('plugins', { redis, log: strapi.log });
  for (const { plugin, name, job } of all)
    jobs.define(`${plugin.name}.${name}`, {
      attempts: job.attempts ?? 3,
      async run(given) {
        const { tenant, data } = Envelope.parse(given);
        await runFor(strapi, plugin, tenant, (kit) => job.run(data, kit));
      },
    });
  jobs.start();
  return jobs;
}
