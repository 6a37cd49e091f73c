/** Acts whose time is over; a session that ended can no longer act, because its token is refused. */
import type { Core } from '@strapi/strapi';
import { runAs } from '../context';
import { rowsOf } from '../tables';
import { longestHours } from './inside';

export const forgetActs = (strapi: Core.Strapi): Promise<unknown[]> =>
  runAs({ as: 'system' }, () =>
    rowsOf(strapi, `delete from operator_acts where since < now() - interval '${longestHours} hours'`, []),
  );
