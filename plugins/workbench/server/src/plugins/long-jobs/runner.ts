/** Does long jobs, one call for each; whose they are hears how far they are. */
import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { TenantId, type JobRow } from '@zuoxi/contracts';
import type { PluginDefinition } from '@zuoxi/plugin';
import { pluginsOf } from '@zuoxi/plugin/runtime';
import { accountOf, ask, Refused, service, sql, type Caller } from '@zuoxi/record-plane';
import { as } from '../database';
import { runFor } from '../kit';
import { rowsFor } from '../rows-for';
import type { Tenant } from '../settings-store';
import { JobStore, type StoredJob, type Whose } from './store';

/** What whoever asked hears of (`Change`). */
export const jobsType = 'long-job';
/** More often nobody can read it. */
const everyMs = 300;

export type Reference = { tenant: Tenant; id: string };
/** Says to do it soon; the same key twice does it once. */
export type Enqueue = (job: Reference, key: string) => Promise<void>;

const whoseOf = (caller: Caller): Whose => ({ tenant: caller.tenant, account: accountOf(caller) });

export class LongJobs {
  private readonly store: JobStore;
  /** of this start: what another one had begun is begun anew */
  private readonly runner = randomUUID();
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly strapi: Core.Strapi,
    private readonly enqueue: Enqueue,
  ) {
    this.store = new JobStore(strapi);
  }

  /** For the caller; its id. */
  async start(plugin: PluginDefinition, caller: Caller, name: string, data: unknown): Promise<string> {
    const job = plugin.longJobs?.[name];
    if (!job) throw new Error(`${plugin.name} has no long job ${name}`);
    const id = randomUUID();
    const whose = whoseOf(caller);
    await this.store.make({ ...whose, id, plugin: plugin.name, name, data: job.data.parse(data) });
    try {
      await this.enqueue({ tenant: { id: caller.who.tenant.id, row: caller.tenant }, id }, id);
    } catch (error) {
      await this.store.forget(whose, id);
      throw error;
    }
    this.tell(caller);
    return id;
  }

  async list(caller: Caller): Promise<JobRow[]> {
    return (await this.store.list(whoseOf(caller))).map((job) => this.store.shown(job));
  }

  async find(caller: Caller, id: string): Promise<JobRow> {
    const job = await this.store.find(whoseOf(caller), id);
    if (!job) throw new Refused('notFound');
    return this.store.shown(job);
  }

  /** One that is over stays as it is. */
  async cancel(caller: Caller, id: string): Promise<JobRow> {
    if (await this.store.cancel(whoseOf(caller), id)) {
      this.running.get(id)?.abort();
      this.tell(caller);
    }
    return this.find(caller, id);
  }

  /** What an earlier start left undone. */
  async resume(): Promise<void> {
    for (const { tenant: row, id } of await this.store.left()) {
      const [tenant] = await ask(this.strapi, sql`select document_id as id from tenants where id = ${row}`);
      if (tenant) await this.enqueue({ tenant: { id: TenantId.parse(tenant.id), row }, id }, `${id}/${this.runner}`);
    }
  }

  /** What runs stops where it is; the next start begins it anew. */
  stop(): void {
    for (const controller of this.running.values()) controller.abort();
  }

  async run({ tenant, id }: Reference): Promise<void> {
    const job = await as(tenant, () => this.store.claim(tenant.row, id, this.runner));
    if (!job) return;
    const caller = await as(tenant, () => service(this.strapi, 'people').caller(job.account));
    const finish = (state: 'done' | 'failed', result: unknown, trouble: string | null): Promise<void> =>
      as(tenant, () => this.store.finish(job, state, result, trouble));
    if (!caller) return finish('failed', null, 'forbidden');
    const controller = new AbortController();
    this.running.set(id, controller);
    try {
      const result = await this.work(tenant, job, caller, controller);
      if (!controller.signal.aborted) await finish('done', result, null);
    } catch (error) {
      if (controller.signal.aborted) return; // cancelled, or the process ends
      const refused = error instanceof Refused;
      if (!refused)
        this.strapi.log.error(`plugin ${job.plugin}: ${job.name}: ${error instanceof Error ? error.message : String(error)}`);
      await finish('failed', null, refused ? error.code : 'internal');
    } finally {
      this.running.delete(id);
      this.tell(caller);
    }
  }

  private async work(tenant: Tenant, job: StoredJob, caller: Caller, controller: AbortController): Promise<unknown> {
    const plugin = pluginsOf(this.strapi).find(({ name }) => name === job.plugin);
    const what = plugin?.longJobs?.[job.name];
    if (!plugin || !what) throw new Refused('moduleOff', job.plugin);
    const { signal } = controller;
    let saidAt = 0;
    const progress = async (done: number, total?: number): Promise<void> => {
      if (Date.now() - saidAt >= everyMs || done === total) {
        saidAt = Date.now();
        if (!(await this.store.progress(job, done, total ?? null))) controller.abort();
        this.tell(caller);
      }
      signal.throwIfAborted();
    };
    let result: unknown;
    const isOn = await runFor(this.strapi, plugin, tenant, async (kit) => {
      result = await what.run({ data: job.data, kit, caller, rows: rowsFor(this.strapi, caller), signal, progress });
    });
    if (!isOn) throw new Refused('moduleOff', job.plugin);
    return result;
  }

  private tell({ who }: Caller): void {
    service(this.strapi, 'changes').ownRowsChanged([who.agent.id], jobsType);
  }
}
