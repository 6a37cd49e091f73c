/**
 * What operators watch of the record plane, in Prometheus' format: `/metrics` on the loopback port of Strapi. nginx does not pass that path, and what came
 * through nginx is not answered. No label names a person, a number or an enterprise.
 */
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import { runAs } from '@zuoxi/record-plane';
import { planeOf, type Plane } from './plane';

const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const Behind = z.object({ name: z.string(), behind: z.coerce.number() });
type Pool = { numUsed(): number; numFree(): number; numPendingAcquires(): number };

/** Which part of the record plane a path belongs to: a short list, whatever is asked for. */
export function areaOf(path: string, plugins: ReadonlySet<string>): string {
  const [, first = '', second = ''] = path.split('/');
  if (first !== 'api') return first === '_health' ? 'health' : 'administration';
  return plugins.has(second) ? second : 'other';
}

function watch(strapi: Core.Strapi, registry: Registry, plane: () => Plane | null): Histogram<'area' | 'status'> {
  const registers = [registry];
  const gauge = (name: string, help: string, value: () => number | null): void =>
    void new Gauge({
      name,
      help,
      registers,
      collect() {
        const now = value();
        if (now === null) this.remove();
        else this.set(now);
      },
    });
  const labelled = (
    name: string,
    help: string,
    label: string,
    values: () => Promise<readonly (readonly [string, number])[]>,
  ): void =>
    void new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      async collect() {
        const now = await values().catch(() => []); // the database is away: other lines say so
        this.reset();
        for (const [key, value] of now) this.set({ [label]: key }, value);
      },
    });
  gauge('zuoxi_records_feed_connected', '1 while events come from the switch', () => (plane()?.feed.state.connected ? 1 : 0));
  gauge('zuoxi_records_stored_event', 'The number of the newest event in the database', () => plane()?.feed.state.stored ?? null);
  gauge('zuoxi_records_waiting_events', 'Events that came and wait for the database', () => plane()?.feed.waiting ?? null);
  gauge('zuoxi_records_directory_untaken', '1 while the switch lacks the newest directory', () => {
    const directory = plane()?.directory;
    return directory?.current ? Number(directory.current.version !== directory.taken) : null;
  });
  labelled('zuoxi_records_follower_lag_events', 'Facts that a plugin has yet to handle', 'follower', async () => {
    const sql = 'select name, coalesce((select max(n) from switch_events), 0) - n as behind from switch_followers';
    const { rows }: { rows: unknown[] } = await runAs({ as: 'system' }, async () => strapi.db.connection.raw(sql));
    return rows.map((row) => Behind.parse(row)).map(({ name, behind }): [string, number] => [name, Math.max(0, behind)]);
  });
  labelled('zuoxi_records_database_connections', 'Connections of the pool', 'state', async () => {
    const { pool }: { pool: Pool } = strapi.db.connection.client;
    return [
      ['used', pool.numUsed()],
      ['free', pool.numFree()],
      ['awaited', pool.numPendingAcquires()],
    ];
  });
  return new Histogram({
    name: 'zuoxi_records_request_seconds',
    help: 'Until a request is answered',
    labelNames: ['area', 'status'],
    buckets: requestSeconds,
    registers,
  });
}

/** In `register()`, so that it sees every request. */
export function serveMetrics(strapi: Core.Strapi): void {
  const registry = new Registry();
  const started = (): Plane | null => {
    try {
      return planeOf(strapi);
    } catch {
      return null; // it starts
    }
  };
  const requests = watch(strapi, registry, started);
  const plugins = new Set(Object.keys(strapi.plugins));
  let watching = false;
  strapi.server.use(async (ctx: Context, next: Next) => {
    if (ctx.path === '/metrics' && ctx.get('x-forwarded-for') === '') {
      // of the process, begun when somebody looks: a test's Strapi shares its process with others
      if (!watching) collectDefaultMetrics({ register: registry });
      watching = true;
      ctx.type = registry.contentType;
      ctx.body = await registry.metrics();
      return;
    }
    const stop = requests.startTimer({ area: areaOf(ctx.path, plugins) });
    try {
      await next();
    } finally {
      stop({ status: `${Math.floor(ctx.status / 100)}xx` });
    }
  });
}
