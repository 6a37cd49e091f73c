/**
 * How far a follower is, in the order in which facts were stored (`switch_events.n`). Everything up to the place of its name is done; tenants may be ahead of
 * it while a round of many goes on, so that each tenant's batch is one transaction with its own place in it.
 */
import type { Knex } from 'knex';
import { z } from 'zod';

const Ahead = z.array(z.object({ tenant: z.string(), n: z.coerce.number() }));

export class Places {
  constructor(private readonly name: string) {}

  /** Facts from before the follower's first day are not told. */
  async begin(knex: Knex): Promise<void> {
    await knex.raw(
      'insert into switch_followers (name, n) select ?, coalesce(max(n), 0) from switch_events on conflict (name) do nothing',
      [this.name],
    );
  }

  /** All that is behind it, as a query. */
  done(knex: Knex): Knex.QueryBuilder {
    return knex('switch_followers').where({ name: this.name }).select('n');
  }

  async ahead(knex: Knex): Promise<ReadonlyMap<string, number>> {
    const rows = Ahead.parse(await knex('switch_followers_ahead').where({ name: this.name }).select('tenant', 'n'));
    return new Map(rows.map(({ tenant, n }) => [tenant, n]));
  }

  async keep(knex: Knex, n: number): Promise<void> {
    await knex('switch_followers').where({ name: this.name }).update({ n });
  }

  async keepAhead(knex: Knex, tenant: string, n: number): Promise<void> {
    await knex('switch_followers_ahead').insert({ name: this.name, tenant, n }).onConflict(['name', 'tenant']).merge();
  }

  /** Every tenant is up to here. */
  async settle(knex: Knex, n: number): Promise<void> {
    await knex.transaction(async (trx) => {
      await this.keep(trx, n);
      await trx('switch_followers_ahead').where({ name: this.name }).delete();
    });
  }
}
