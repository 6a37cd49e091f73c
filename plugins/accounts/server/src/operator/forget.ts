/** Acts whose time is over; a session that ended can no longer act, because its token is refused. */
import type { Core } from '@strapi/strapi';
import { ask, runAs, sql, whole } from '@zuoxi/record-plane';
import { longestHours } from './inside';

export const forgetActs = (strapi: Core.Strapi): Promise<unknown[]> =>
  runAs({ as: 'system' }, () =>
    ask(strapi, sql`delete from operator_acts where since < now() - interval '${whole(longestHours)} hours'`),
  );
