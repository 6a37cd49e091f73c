/** Plain tables of this plugin: of nobody's tenant, because they are asked before anybody has proved who they are. */
import type { Core } from '@strapi/strapi';

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

const proofs = `
  -- browsers in which somebody was inside of the account before, by the hash of their cookie
  create table known_browsers (
    user_id int not null, browser text not null, seen_at timestamptz not null, primary key (user_id, browser)
  );
  -- proofs that wait for a choice (LOG-20, D10): one row for each account that was opened; used up when read
  create table login_tickets (
    hash text not null, user_id int not null, password text not null, expires_at timestamptz not null, primary key (hash, user_id)
  );
  create index login_tickets_user on login_tickets (user_id);
  -- codes that were sent, as far as budgets look back; \`asked_by\`: the account inside which somebody asked, null for strangers
  create table sent_codes (
    id bigserial primary key, tenant_id int not null, address text not null, asked_by int, at timestamptz not null default now()
  );
  create index sent_codes_tenant on sent_codes (tenant_id, at);
  create index sent_codes_address on sent_codes (address, at);
`;

const migrations = [
  { name: 'accounts::0002-logins', up, down: 'drop table login_failures; drop table login_codes' },
  {
    name: 'accounts::0004-proofs',
    up: proofs,
    down: 'drop table known_browsers; drop table login_tickets; drop table sent_codes',
  },
];

/** In `register()`. */
export function registerLoginTables(strapi: Core.Strapi): void {
  for (const { name, ...statements } of migrations)
    strapi.db.migrations.providers.internal.register({
      name,
      up: async (knex) => {
        await knex.raw(statements.up);
      },
      down: async (knex) => {
        await knex.raw(statements.down);
      },
    });
}
