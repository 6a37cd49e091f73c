import { databaseOf } from '@zuoxi/contracts/environment';
import { instance, secrets } from '../src/config';

export default {
  connection: {
    client: 'postgres',
    connection: databaseOf(instance, secrets),
    pool: { min: 0, max: instance.databasePool },
    acquireConnectionTimeout: 10_000,
  },
  // Strapi drops the table of a content type that is not registered at a boot, unless told otherwise (it belongs beside `connection`).
  settings: { forceMigration: false },
};
