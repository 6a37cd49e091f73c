/** Long jobs as they are remembered: Redis only says that it is time to look. */
import type { Core } from '@strapi/strapi';
import { JobState, type JobRow } from '@zuoxi/contracts';
import { pluginsOf } from '@zuoxi/plugin/runtime';
import { ask, jsonColumn, raw, read, readOne, sql, timeColumn, whole, type Sql } from '@zuoxi/record-plane';
import { z } from 'zod';

const keptDays = 7;
const up = `
  create table long_jobs (
    tenant_id int not null, id text not null, account_id int not null, plugin text not null, name text not null, data jsonb not null,
    state text not null default 'waiting', done int not null default 0, total int, result jsonb, trouble text,
    runner text, at timestamptz not null default now(), primary key (tenant_id, id)
  );
  create index long_jobs_whose on long_jobs (tenant_id, account_id, at);
`;

/** In `register()`. */
export const registerLongJobs = (strapi: Core.Strapi): void =>
  strapi.db.migrations.providers.internal.register({
    name: 'workbench::0001-long-jobs',
    up: async (knex) => void (await knex.raw(up)),
    down: async (knex) => void (await knex.raw('drop table long_jobs')),
  });

const Stored = z.object({
  tenant: z.number(),
  id: z.string(),
  account: z.number(),
  plugin: z.string(),
  name: z.string(),
  data: jsonColumn(z.unknown()),
  state: JobState,
  done: z.number(),
  total: z.number().nullable(),
  result: jsonColumn(z.unknown()),
  trouble: z.string().nullable(),
  at: timeColumn,
});
export type StoredJob = z.infer<typeof Stored>;
export type Whose = { tenant: number; account: number };

const columns = raw(
  'tenant_id as tenant, id, account_id as account, plugin, name, data, state, done, total, result, trouble, at',
);
const unfinished = raw(`state in ('waiting', 'running')`);
const of = ({ tenant, account }: Whose): Sql => sql`tenant_id = ${tenant} and account_id = ${account}`;

export class JobStore {
  constructor(private readonly strapi: Core.Strapi) {}

  async make(job: Pick<StoredJob, 'tenant' | 'id' | 'account' | 'plugin' | 'name' | 'data'>): Promise<void> {
    const { tenant, id, account, plugin, name, data } = job;
    await ask(
      this.strapi,
      sql`insert into long_jobs (tenant_id, id, account_id, plugin, name, data)
        values (${tenant}, ${id}, ${account}, ${plugin}, ${name}, ${JSON.stringify(data ?? null)}::jsonb)`,
    );
  }

  /** Nobody will do it. */
  async forget({ tenant }: Whose, id: string): Promise<void> {
    await ask(this.strapi, sql`delete from long_jobs where tenant_id = ${tenant} and id = ${id}`);
  }

  /** For this process; null: another call of this one has it, or it is over. */
  claim(tenant: number, id: string, runner: string): Promise<StoredJob | null> {
    return this.one(sql`update long_jobs set state = 'running', runner = ${runner}, done = 0
      where tenant_id = ${tenant} and id = ${id} and ${unfinished} and runner is distinct from ${runner} returning ${columns}`);
  }

  /** Null: it was cancelled meanwhile. */
  progress({ tenant, id }: StoredJob, done: number, total: number | null): Promise<StoredJob | null> {
    return this.one(sql`update long_jobs set done = ${Math.trunc(done)}, total = ${total === null ? null : Math.trunc(total)}
      where tenant_id = ${tenant} and id = ${id} and state = 'running' returning ${columns}`);
  }

  async finish({ tenant, id }: StoredJob, state: 'done' | 'failed', result: unknown, trouble: string | null): Promise<void> {
    await ask(
      this.strapi,
      sql`update long_jobs set state = ${state}, result = ${JSON.stringify(result ?? null)}::jsonb, trouble = ${trouble}
        where tenant_id = ${tenant} and id = ${id} and state = 'running'`,
    );
  }

  cancel(whose: Whose, id: string): Promise<StoredJob | null> {
    return this.one(
      sql`update long_jobs set state = 'cancelled' where ${of(whose)} and id = ${id} and ${unfinished} returning ${columns}`,
    );
  }

  find(whose: Whose, id: string): Promise<StoredJob | null> {
    return this.one(sql`select ${columns} from long_jobs where ${of(whose)} and id = ${id}`);
  }

  list(whose: Whose): Promise<StoredJob[]> {
    return read(this.strapi, Stored, sql`select ${columns} from long_jobs where ${of(whose)} order by at desc limit 50`);
  }

  /** Of all tenants what is not over; what is long over is forgotten. */
  async left(): Promise<StoredJob[]> {
    await ask(
      this.strapi,
      sql`delete from long_jobs where not (${unfinished}) and at < now() - interval '${whole(keptDays)} days'`,
    );
    return read(this.strapi, Stored, sql`select ${columns} from long_jobs where ${unfinished} order by at`);
  }

  /** As the one whose it is reads it. */
  shown({ id, plugin, name, state, done, total, result, trouble, at }: StoredJob): JobRow {
    const label = pluginsOf(this.strapi).find((one) => one.name === plugin)?.longJobs?.[name]?.label ?? { zh: name, en: name };
    return { id, plugin, name, label, state, done, total, result, trouble, at };
  }

  private one(statement: Sql): Promise<StoredJob | null> {
    return readOne(this.strapi, Stored, statement);
  }
}
