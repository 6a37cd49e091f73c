/** The audit log: one chain a tenant, and nobody changes what is written. A plain table, because no form may ever write it. */
import type { Core } from '@strapi/strapi';

const up = `
  create table audit_log (
    tenant text not null,
    n bigint not null,
    at timestamptz(3) not null,
    actor text not null,
    act text not null,
    target text not null,
    -- text, not jsonb: the hash is over these very letters
    details text not null,
    previous text not null,
    hash text not null,
    primary key (tenant, n)
  );
  create index audit_log_act on audit_log (tenant, act, n desc);
  create function audit_log_stands() returns trigger language plpgsql as
    $$ begin raise exception 'the audit log is only ever added to'; end $$;
  create trigger audit_log_stands before update or delete on audit_log for each row execute function audit_log_stands();
  create trigger audit_log_stays before truncate on audit_log for each statement execute function audit_log_stands();
`;

/** In \`register()\`. */
export function registerAuditTable(strapi: Core.Strapi): void {
  strapi.db.migrations.providers.internal.register({
    name: 'accounts::0001-audit',
    up: async (knex) => {
      await knex.raw(up);
    },
    down: async (knex) => {
      await knex.raw('drop table audit_log; drop function audit_log_stands');
    },
  });
}
