/** Strapi with our plugins, in this process, on a private PostgreSQL. One a test file: Strapi is a global. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import { readInstance, Secrets, type Instance } from '@zuoxi/contracts/environment';
import supertest from 'supertest';
import { scratch } from './children';
import { freeSettings } from './ports';
import { givenPostgres, type Postgres } from './postgres';

const root = resolve(__dirname, '../..');

export type RecordPlane = {
  strapi: Core.Strapi;
  postgres: Postgres;
  instance: Instance;
  secrets: Secrets;
  request: () => ReturnType<typeof supertest>;
  stop: () => Promise<void>;
};

export type Room = Pick<RecordPlane, 'postgres' | 'instance' | 'secrets'> & {
  env: Record<string, string>;
  clear: () => Promise<void>;
};

/** All that the record plane needs around it: settings, secrets, folders, a database. */
export async function givenRoomForRecords(env: Readonly<Record<string, string>> = {}): Promise<Room> {
  const data = scratch('records');
  const { settings, release } = await freeSettings();
  const all = { ZUOXI_DEMO: 'false', ZUOXI_LOG_LEVEL: 'error', ...settings, ZUOXI_DATA: data.path, ZUOXI_ROOT: root, ...env };
  const instance = readInstance(all, root);
  const secrets = Secrets.parse(
    Object.fromEntries(Object.keys(Secrets.shape).map((name) => [name, randomBytes(24).toString('hex')])),
  );
  writeFileSync(instance.paths.secrets, JSON.stringify(secrets), { mode: 0o600 });
  for (const folder of [instance.paths.recordings, join(instance.paths.uploads, 'uploads')])
    mkdirSync(folder, { recursive: true });
  const postgres = await givenPostgres(instance.ports.postgres, secrets.postgres);
  const clear = async (): Promise<void> => {
    await postgres.stop();
    release();
    data.remove();
  };
  return { postgres, instance, secrets, env: { ...all, STRAPI_TELEMETRY_DISABLED: 'true' }, clear };
}

/**
 * Boots the compiled cms (`npx tsc -b && npx tsc -p cms` first). `settings` are added; the demo is left out unless asked for. `prepare` gets Strapi before it
 * loads: for content types of the test's own.
 */
export async function givenRecordPlane(
  settings: Readonly<Record<string, string>> = {},
  prepare: (strapi: Core.Strapi) => void = () => undefined,
): Promise<RecordPlane> {
  const { postgres, instance, secrets, env, clear } = await givenRoomForRecords(settings);
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
