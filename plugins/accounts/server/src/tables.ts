/** Plain tables of this plugin: of nobody's tenant, because they are asked before anybody has proved who they are. */
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';

const up = `
  -- LOG-08..11: wrong passwords in a row, by account; names that nobody has are counted alike
  create table login_failures (
    key text primary key, failures int not null, last_at timestamptz not null, frozen_until timestamptz
  );
  -- one waiting code for each purpose and address; its hash alone is kept
  create table login_codes (
    key text primary key, hash text not null, sent_at timestamptz not null, expires_at timestamptz not null,
    tries int not null, day date not null, sent_today int not null
  );
`;

/** In `register()`. */
export function registerLoginTables(strapi: Core.Strapi): void {
  strapi.db.migrations.providers.internal.register({
    name: 'accounts::0002-logins',
    up: async (knex) => {
      await knex.raw(up);
    },
    down: async (knex) => {
      await knex.raw('drop table login_failures; drop table login_codes');
    },
  });
}

/** Rows of a raw statement. `trx`: inside that transaction, whose locks a second connection would wait for. */
export async function rowsOf(strapi: Core.Strapi, statement: string, values: readonly unknown[], trx?: Knex): Promise<unknown[]> {
  const { rows }: { rows: unknown[] } = await (trx ?? strapi.db.connection).raw(statement, [...values]);
  return rows;
}

/** For a column of jsonb: Strapi leaves it as text. */
export const json = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given) => (typeof given === 'string' ? (JSON.parse(given) as unknown) : given), schema);
