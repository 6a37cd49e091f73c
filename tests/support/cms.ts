/** Strapi with our plugins, in this process, on a private PostgreSQL. One a test file: Strapi is a global. */
import { join } from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import supertest from 'supertest';
import { root } from './command';
import { givenRecordEnvironment, givenUsedRecordEnvironment, type RecordEnvironment } from './record-environment';

export type RecordPlane = Pick<RecordEnvironment, 'postgres' | 'instance' | 'secrets'> & {
  strapi: Core.Strapi;
  request: () => ReturnType<typeof supertest>;
  stop: () => Promise<void>;
};

/**
 * Boots the compiled cms (`npx tsc -b && npx tsc -p cms` first) on a database that has its tables already; the demo is left out. `settings` are added.
 * `prepare` gets Strapi before it loads: for content types of the test's own.
 */
export const givenRecordPlane = (
  settings: Readonly<Record<string, string>> = {},
  prepare: (strapi: Core.Strapi) => void = () => undefined,
): Promise<RecordPlane> => boot(givenUsedRecordEnvironment(settings), prepare);

/** Boots it for the first time: on an empty database, with the demo when `settings` say so. */
export const givenFirstRecordPlane = (settings: Readonly<Record<string, string>> = {}): Promise<RecordPlane> =>
  boot(givenRecordEnvironment(settings), () => undefined);

async function boot(room: Promise<RecordEnvironment>, prepare: (strapi: Core.Strapi) => void): Promise<RecordPlane> {
  const { postgres, instance, secrets, env, clear } = await room;
  Object.assign(process.env, env);
  try {
    const appDir = join(root, 'cms');
    const strapi = createStrapi({
      appDir,
      distDir: join(appDir, 'dist'),
      serveAdminPanel: false,
      autoReload: false,
    });
    prepare(strapi);
    await strapi.load();
    strapi.server.mount();
    const stop = async (): Promise<void> => {
      await endStrapi(strapi);
      await clear();
    };
    return { strapi, postgres, instance, secrets, request: () => supertest(strapi.server.httpServer), stop };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** Strapi tells its event hub of every change after the commit, with queries of its own; cut off, they would fail the test. */
export async function endStrapi(strapi: Core.Strapi): Promise<void> {
  const { pool } = strapi.db.connection.client;
  while (pool.numUsed() + pool.numPendingAcquires() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await strapi.destroy();
}
