import type { Core } from '@strapi/strapi';
import type { RecordPlaneHealth } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { planeOf } from './plane';

/** For the doctor: no ids, no names. */
export const healthController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async show(ctx: Context): Promise<void> {
    const { feed, directory } = planeOf(strapi);
    const database = await strapi.db.connection.raw('select 1').then(
      () => true,
      () => false,
    );
    ctx.status = database ? 200 : 503;
    ctx.body = {
      database,
      feed: feed.state,
      directory: { sent: directory.current?.version ?? null, taken: directory.taken, trouble: directory.troubles },
    } satisfies RecordPlaneHealth;
  },
});
