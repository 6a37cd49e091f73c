/**
 * What one alone may have, in the whole instance, is claimed in a table whose key is what is claimed: PostgreSQL lets one of two have it who ask at the same
 * moment, whoever writes (the workbench, Strapi's panel, SQL). Triggers keep it true, in the transaction of the write:
 *   address   an IPv4 that calls come from: one trunk's
 *   account   host, port and user with a carrier: one tenant's, or shared
 *   number    as it is compared (`numberKey`): one tenant's
 * Who wants what is taken gets error 23505 with `line_claims_<kind>` as its constraint and what is taken as its detail, nowhere whose it is.
 * Rows that are older than the rule stay as they are; the oldest has the claim, the directory leaves the others out (contracts `clashes`), and a claim that
 * is given up goes to the oldest who wants it.
 */
import { numberPrefixPattern } from '@zuoxi/contracts';
import type { Core } from '@strapi/strapi';

/** Only the triggers and the record plane's own work look into it: it knows of all tenants. */
export const claimTable = `
  create table line_claims (kind text not null, value text not null, held_for text not null, primary key (kind, value));
  alter table line_claims enable row level security;
  alter table line_claims force row level security;
  create policy line_claims_own on line_claims using (current_setting('app.tenant', true) = '*') with check (current_setting('app.tenant', true) = '*');
`;

const functions = `
  create or replace function zuoxi_number_key(given text) returns text language sql immutable as $$
    select regexp_replace(regexp_replace(given, '[^0-9*#+]', '', 'g'), '${numberPrefixPattern}', '')
  $$;

  -- what a row of that table claims
  create or replace function zuoxi_claims(of_table text, r jsonb) returns table (kind text, value text, held_for text) language sql immutable as $$
    select 'address', address, 'trunk ' || (r->>'id') from regexp_split_to_table(r->>'addresses', '[\\s,]+') address
      where of_table = 'trunks' and address <> ''
    union
    select 'account', trim(lower(r->>'host') || ':' || coalesce(r->>'port', '5060') || ' ' || coalesce(r->>'auth_user', '')), 'tenant ' || coalesce(r->>'tenant_id', '-')
      where of_table = 'trunks' and r->>'host' <> ''
    union
    select 'number', zuoxi_number_key(r->>'number'), 'tenant ' || coalesce(r->>'tenant_id', '-')
      where of_table = 'numbers' and r->>'number' <> ''
  $$;

  -- everybody who wants it, the oldest first
  create or replace function zuoxi_wanted(what text, which text) returns table (kind text, value text, held_for text) language sql stable as $$
    (select c.kind, c.value, c.held_for from trunks t, zuoxi_claims('trunks', to_jsonb(t)) c
      where what <> 'number' and c.kind = what and c.value = which order by t.id)
    union all
    (select 'number', which, 'tenant ' || coalesce(n.tenant_id::text, '-') from numbers n
      where what = 'number' and zuoxi_number_key(n.number) = which order by n.id)
  $$;

  -- sees all tenants' rows while it runs, whoever writes; what is set here for the transaction falls back with it when the claim is refused
  create or replace function zuoxi_claim_lines() returns trigger language plpgsql as $$
  declare
    before jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
    after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
    c record;
    sight text := coalesce(current_setting('app.tenant', true), '');
  begin
    perform set_config('app.tenant', '*', true);
    for c in select * from zuoxi_claims(tg_table_name, before) except select * from zuoxi_claims(tg_table_name, after) order by 1, 2 loop
      -- held first: somebody of the same tenant may be claiming it just now
      perform from line_claims l where l.kind = c.kind and l.value = c.value for update;
      delete from line_claims l where l.kind = c.kind and l.value = c.value and l.held_for = c.held_for
        and not exists (select from zuoxi_wanted(c.kind, c.value) w where w.held_for = c.held_for);
      insert into line_claims select * from zuoxi_wanted(c.kind, c.value) limit 1 on conflict do nothing;
    end loop;
    for c in select * from zuoxi_claims(tg_table_name, after) except select * from zuoxi_claims(tg_table_name, before) order by 1, 2 loop
      insert into line_claims as l values (c.kind, c.value, c.held_for)
        on conflict (kind, value) do update set held_for = excluded.held_for where l.held_for = excluded.held_for;
      if not found then
        raise exception 'taken: % %', c.kind, c.value using errcode = 'unique_violation', detail = c.value, constraint = 'line_claims_' || c.kind;
      end if;
    end loop;
    perform set_config('app.tenant', sight, true);
    return null;
  end $$;

  -- a number is on a line of its tenant, or on a shared one
  create or replace function zuoxi_number_has_line() returns trigger language plpgsql as $$
  declare
    sight text := coalesce(current_setting('app.tenant', true), '');
  begin
    perform set_config('app.tenant', '*', true);
    if new.trunk_id is not null and not exists
      (select from trunks t where t.id = new.trunk_id and (t.tenant_id is null or t.tenant_id = new.tenant_id)) then
      raise exception 'number % is not on a line of its tenant', new.number
        using errcode = 'foreign_key_violation', constraint = 'line_claims_trunk';
    end if;
    perform set_config('app.tenant', sight, true);
    return new;
  end $$;
`;

const triggers = `
  create index if not exists line_numbers_key on numbers (zuoxi_number_key(number));
  create or replace trigger zuoxi_claims after insert or delete or update of addresses, host, port, auth_user, tenant_id on trunks
    for each row execute function zuoxi_claim_lines();
  create or replace trigger zuoxi_claims after insert or delete or update of number, tenant_id on numbers
    for each row execute function zuoxi_claim_lines();
  create or replace trigger zuoxi_has_line before insert or update of trunk_id, tenant_id on numbers
    for each row execute function zuoxi_number_has_line();
`;

/** Rows that were written while no trigger looked, by a version before or by hand. */
const takeStock = `
  create temporary table wanted on commit drop as
    select c.*, t.id from trunks t, zuoxi_claims('trunks', to_jsonb(t)) c
    union all select c.*, n.id from numbers n, zuoxi_claims('numbers', to_jsonb(n)) c;
  delete from line_claims l where not exists (select from wanted w where (w.kind, w.value, w.held_for) = (l.kind, l.value, l.held_for));
  insert into line_claims select distinct on (kind, value) kind, value, held_for from wanted order by kind, value, id on conflict do nothing;
`;

/** In `bootstrap()`, when the schema of the database is made. */
export async function guardLines(strapi: Core.Strapi): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('lock table line_claims in share row exclusive mode');
    for (const statement of [functions, triggers, takeStock]) await trx.raw(statement.replaceAll('?', '\\?'));
  });
}
