import type { Core } from '@strapi/strapi';
import type { RecordPlaneHealth } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { missingEvents } from './feed/gaps';
import { planeOf } from './plane';
import { settingsOf } from './settings';

/** nginx names who asks; the doctor asks on this machine. */
const fromOutside = (ctx: Context): boolean => ctx.get('x-forwarded-for') !== '';

/** For the doctor. What is wrong names tenants and their numbers, so that from outside it is only counted. */
export const healthController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async show(ctx: Context): Promise<void> {
    const { feed, directory } = planeOf(strapi);
    const database = await strapi.db.connection.raw('select 1').then(
      () => true,
      () => false,
    );
    const trouble = fromOutside(ctx) ? directory.troubles.map(() => 'named in the log') : directory.troubles;
    const missing = database ? await missingEvents(strapi.db.connection, settingsOf(strapi).shard, Date.now()) : null;
    ctx.status = database ? 200 : 503;
    ctx.body = {
      database,
      feed: feed.state,
      missing,
      directory: { sent: directory.current?.version ?? null, taken: directory.taken, trouble },
    } satisfies RecordPlaneHealth;
  },
});
