import { instance, secrets } from '../src/config';

export default {
  connection: {
    client: 'postgres',
    connection: {
      host: '127.0.0.1',
      port: instance.ports.postgres,
      database: 'zuoxi',
      user: 'zuoxi',
      password: secrets.postgres,
      ssl: false,
    },
    pool: { min: 0, max: 20 },
    acquireConnectionTimeout: 10_000,
  },
  // Strapi drops the table of a content type that is not registered at a boot, unless told otherwise (it belongs beside `connection`).
  settings: { forceMigration: false },
};
