import { databaseOf } from '../external/connections';
import { judge, lookAt, nameOf, unreachable } from '../external/database';
import { advice, ill, logOf, skipped, well, type Check, type Finding } from './check';

const isOnThisMachine = (host: string): boolean => ['localhost', '::1'].includes(host) || host.startsWith('127.');

export const database: Check = {
  name: 'database',
  zh: '数据库',
  after: ['secrets'],
  async examine(patient) {
    const { instance, secrets } = patient;
    if (!secrets) return [skipped('no secrets')];
    const to = databaseOf({ instance, secrets });
    const external = instance.external.database !== null;
    try {
      const found = await lookAt(to);
      const apart = Math.abs(Date.now() - found.now.getTime());
      if (apart > 2000)
        return [ill(`the database's clock is ${Math.round(apart / 1000)} s off`, 'Set both clocks (timedatectl set-ntp true).')];
      const trouble = judge(to, found);
      if (trouble) return [ill(trouble.found, trouble.cure)];
      const words = `PostgreSQL ${found.version}, ${found.size}${external ? `, ${nameOf(to)}, at most ${instance.databasePool} connections` : ''}`;
      const clear: Finding[] =
        to.ssl || isOnThisMachine(to.host)
          ? []
          : [advice('rows and passwords go to it unencrypted', 'Set `?sslmode=verify-full` in ZUOXI_DATABASE_URL.')];
      return [well(words), ...clear];
    } catch (error) {
      const { found, cure } = unreachable(to, error);
      if (external) return [ill(found, `${cure} Calls go on meanwhile.`)];
      const wrongPassword = /password authentication/.test(found);
      return [
        ill(
          found,
          wrongPassword
            ? `${instance.paths.secrets} does not belong to this database: restore the pair from one backup.`
            : `See ${logOf(patient, 'postgres')}; calls go on meanwhile.`,
        ),
      ];
    }
  },
};
