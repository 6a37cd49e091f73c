import type { Core } from '@strapi/strapi';
import type { DemoLogins } from '@zuoxi/contracts';
import { instance } from '../config';
import { seedAdmin } from './admin';
import { seedDemo } from './demo';
import { seedOperator } from './operator';
import { writeLogins } from './demo-logins';

/**
 * First run of an instance: an operator, and the demo unless it is not wanted. All or nothing: the logins are written before the transaction ends, so
 * that nothing exists whose password nobody knows.
 */
export async function seed(strapi: Core.Strapi): Promise<void> {
  await strapi.db.transaction(async () => {
    const admin = await seedAdmin(strapi);
    if (!admin) return;
    const demo: Omit<DemoLogins, 'admin'> = instance.demo ? await seedDemo(strapi, instance) : { tenant: '', agents: [] };
    const others = [...(demo.others ?? []), await seedOperator(strapi)];
    writeLogins(instance.paths.demoLogins, { ...demo, others, admin });
    strapi.log.info(`first run: logins are in ${instance.paths.demoLogins}`);
  });
}
